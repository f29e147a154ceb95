"""What Casa Colibrí tried, in Spanish for the most part. The notation is `bsc.demo.script`'s."""

TRIED = """
# 0 talks two-way-talks
* Rosa | 15/2/1/5
T Al recibir a cada niño pregunto a la familia: ¿cómo fue la noche?
W Flores, en la puerta.
O ¿Cuánto cabe en un minuto?
P Me van a decir «bien» y nada más.
S Dijeron «bien» el lunes y el martes. El miércoles una mamá se quedó y lloró un poco.
V partly
L Hay que preguntar tres días para que crean que de verdad queremos saber.
A adapt Con dos a la vez no puedo. La asistente recibe las mochilas.
* Rosa > Rosa, Hana | 15/2/1/5
T Hana recibe mochilas y abrigos, y yo pregunto por la noche.
P Voy a hablar con dos de cada tres familias.
S@Hana I took the coats. She could look at people instead of at zippers.
S Hablé con once de catorce familias.
V yes
L Las manos libres hacen la plática.
A adopt Así queda todas las mañanas.
# 0 lang -
* Yesenia/Rosa > Rosa | 15/1/1/5
T Que los libros del salón estén también en los idiomas de las casas.
W Flores.
O ¿Piden los niños el libro en su idioma?
P Sí, todos los días.
S@Rosa Lo pidieron más los que no hablan ese idioma: querían oír cómo suena.
V partly
L Un libro en otro idioma interesa a todos.
A adopt Cada mes una familia presta un libro.
# 1 arrive greeted
* Claudia | 12/2/1/4
T Saludo a cada niño con su canción, la que su familia escogió.
W Hojas.
O ¿Entra más tranquilo quien oye su canción?
P Unos bailan, otros se esconden.
S Doce canciones son muchas. Me equivoqué dos veces y una niña se enojó.
V partly
L La idea es linda y es demasiado para mí sola.
A adapt Una canción para todos, con el nombre de cada quien.
* Claudia | 12/2/1/5
T La misma canción para todos, y en medio va el nombre.
P La van a pedir si se me olvida.
S El jueves se me olvidó y la cantaron ellos.
V yes
L Cuando lo recuerdan ellos, ya es de ellos.
A adopt Cantamos así cada mañana.
# 1 help disruptions
* Beatriz > Beatriz, Hana | 8/2/1/5
T Cuando un bebé llora más de diez minutos conmigo, lo toma otra persona. Sin explicar nada.
W Semillas.
O ¿Ayuda cambiar de brazos?
P Va a llorar igual, pero yo voy a descansar.
S@Hana Three times the baby calmed down with me, and once he did not.
S Yo descansé. Y él también, creo.
V partly
L El bebé siente si yo ya no puedo.
A adopt Lo hacemos así. No es un fracaso, es un relevo.
C@Joaquín Me gusta la palabra relevo. ¿La usan ya las otras salas?
# 2 settle disruptions
* Rosa | 15/2/1/5
T Un rincón con un tapete, y una regla: ahí nadie te habla si no quieres.
W Flores.
O ¿Lo usan si nadie los manda?
P Pocos, y los de siempre.
S Lo usaron sobre todo dos niñas muy calladas, en las que yo no había pensado.
V no
L Yo pensaba en los ruidosos. Los callados también se cansan.
A adapt Hace falta algo para quien necesita moverse.
* Rosa > Rosa, Hana | 15/2/1/5
T Además del rincón callado, una esquina para empujar la pared y saltar en un cojín.
P Los ruidosos van ahí y los demás también.
D partly El cojín llegó hasta el miércoles.
S Empujar la pared se volvió competencia. Hubo un golpe.
V partly
L Moverse sí, pero no en fila y mirando quién es más fuerte.
A adapt Afuera, de uno en uno.
* 2 Rosa > Hana, Rosa | 15/2/1/5
T Quien necesita moverse sale con Hana al pasillo: diez saltos y regresa.
P Va a regresar más tranquilo.
S@Hana Ten jumps became twenty, since we counted in Japanese. Everyone came back by themselves.
V yes
L@Hana A grown-up to go with is half of it.
A adopt El pasillo es parte del salón.
# 2 talks two-way-talks
* Inés > Inés, Rosa | -/-/-/5
T Llamo por teléfono a cinco familias solo para contar algo bueno.
W Cinco familias de las tres salas.
O ¿Qué pasa si la directora llama y no hay problema?
P Se van a asustar al ver el número.
S Tres contestaron: «¿qué pasó?». Una no creyó que fuera solo para eso.
V yes
L Nuestro número significaba malas noticias.
A expand Que cada maestra llame una vez, para que el número signifique otra cosa.
* Inés > Rosa, Claudia, Beatriz | 35/3/3/5
T Cada maestra llama a una familia al día con algo bueno.
P A las dos semanas ya nadie se asusta.
S@Claudia No me alcanza el tiempo. Hice dos llamadas en toda la semana.
S@Rosa Yo hice cinco, en mi descanso. No quiero que sea en mi descanso.
V partly
L Pedí algo bueno sin dar el tiempo. Ese error es mío.
A abandon Si no hay tiempo pagado, no lo pido. Vamos a pensar cómo.
C@Amara What would ten paid minutes a day change here?
# 3 home parents-confident name=leaf
* Daniel > Beatriz | 8/2/1/4
T Traigo una bufanda de mi esposa para la siesta de mi hija, que huele a casa.
W Semillas, mi hija.
O ¿Ayuda el olor?
P Se duerme más rápido.
S@Beatriz Se durmió con la bufanda en la cara. Tuve que quitarla para estar tranquila yo.
V yes
L@Beatriz Ayuda. Pero hay que pensar en la seguridad: la bufanda va colgada al lado.
A expand Que lo puedan hacer más familias, colgada al lado.
* Daniel > Beatriz | 8/2/1/5
T Cuatro familias prestan algo que huele a casa. Se cuelga al lado de la cuna.
P Con tres de cuatro va a servir.
S@Beatriz Con dos sirvió mucho y con dos no se notó.
V partly
L No es para todos, y no cuesta nada probar.
A adopt Lo ofrecemos a cada familia nueva.
# 4 changes transitions-announced
* Claudia > Claudia, Hana | 12/2/1/5
T Antes de recoger cantamos la cuenta del diez al uno, despacio.
W Hojas.
O ¿Les ayuda oír que se acaba?
P Menos llanto al recoger.
S Al llegar al cinco ya nadie jugaba, todos contaban.
V yes
L Contar juntos ya es dejar de jugar.
A adapt Con tres es muy rápido para los más chicos. Empezamos del veinte.
* Claudia | 12/2/1/5
T Contamos del veinte al uno.
P Los más chicos alcanzan a terminar.
S Se aburrieron en el doce y se fueron a lavar las manos solos.
V no
L Se adelantaron. Tal vez así está bien.
A adopt Del diez, y quien quiera se adelanta.
# 5 feel -
* Rosa | 15/1/1/5
T Leemos cada día el mismo cuento de un oso enojado, y preguntamos qué le pasó al oso.
W Flores.
O ¿Hablan del oso o de ellos?
P Del oso.
S El martes hablaban del oso. El viernes un niño dijo: «yo también rugí ayer».
V partly
L El oso presta las palabras.
A adapt Otros animales, para otras cosas: el conejo que tiene miedo.
* Rosa > Rosa, Daniel | 15/2/1/5
T Un papá lee el cuento del conejo que tiene miedo.
P Van a querer que venga otra vez.
S@Daniel Leí temblando de nervios. Se dieron cuenta y me dijeron que respirara.
V yes
L@Daniel Ellos ya saben consolar.
A adopt Cada mes viene alguien de una familia a leer.
# 5 behavior sent-home
* Inés > Inés, Claudia | -/-/-/5
T Antes de llamar a casa preguntamos: ¿durmió?, ¿comió?, ¿quién falta hoy?
W Las tres salas.
O ¿Qué hay detrás de los días difíciles?
P Casi siempre es sueño.
S En dos de cuatro veces faltaba la maestra de siempre.
V no
L A veces no es el niño: somos nosotras, que faltamos.
A adopt Las tres preguntas están junto al teléfono.
# 6 talks two-way-talks
* Yesenia/Rosa > Rosa | 15/1/1/5
T Que la maestra me pregunte primero a mí, antes de contarme ella.
W Flores, diez familias.
O ¿Contamos más si empezamos nosotras?
P Sí, porque ya no estamos esperando la queja.
S@Rosa Me costó callarme. Con ocho de diez la plática fue más larga.
V yes
L@Rosa Yo empezaba siempre por lo mío.
A expand Lo pruebo en mi salón completo y lo cuento en la reunión.
* Rosa > Rosa, Claudia | 27/3/2/5
T En Flores y Hojas preguntamos primero.
P Es más fácil con los papás que tienen tiempo.
S@Claudia Con los que corren también: preguntan menos y contestan más.
V no
L El que corre también quiere que le pregunten.
A adopt Primero preguntar, después contar. Está escrito en la puerta, del lado de adentro.
C@Joaquín ¿Quién lo escribió en la puerta?
C@Rosa Los niños, con ayuda.
# 6 rooms disruptions
* Claudia > Claudia | 12/2/1/5
T Ponemos una alfombra y telas en el techo para que haya menos eco.
W Hojas.
O ¿Es el eco lo que nos cansa?
P Vamos a gritar menos.
S Gritamos menos. Los niños se acuestan a mirar las telas.
V yes
L El salón gritaba antes que nosotros.
A adopt Las telas quedan. Flores quiere también.
# 7 help staff-support
* Hana > Hana, Claudia, Beatriz | -/4/3/5
T I keep a list of who had no break yet, and go there first.
W Three rooms.
O Do breaks happen when somebody looks after them?
P Everybody gets one by two o’clock.
S On three of five days. On the others I had no break myself.
V partly
L Who looks after the one with the list?
A adapt Inés takes my hour on Tuesdays and Thursdays.
* Hana > Hana, Inés | -/5/3/5
T The director has the list on two days of the week.
P It will hold on all five days.
S@Inés El martes llegué tarde por una llamada. Los demás días sí.
V partly
L@Inés Me enteré de cosas que desde la oficina no veo.
A adopt Se queda así.
# 8 small minutes-on-data
* Rosa > Rosa, Daniel | -/2/1/5
T Un papá cuenta conmigo las pláticas durante la semana de conteo.
W Flores.
O ¿Vemos lo mismo?
P Él va a contar más que yo.
S@Daniel Conté menos. Para mí «hola, todo bien» no es plática.
S Tiene razón, y tardamos el doble en ponernos de acuerdo.
V no
L La familia es más exigente que nosotras.
A adopt Escribimos juntos qué es plática y qué es saludo.
# 8 talks two-way-talks
* Claudia | 12/1/1/5
T Mando una nota de voz a las familias en lugar de un papel.
W Hojas.
O ¿Es más fácil oír que leer?
P Contesta la mitad.
S Contestaron nueve de doce, casi todos de noche. Yo también oí las respuestas de noche.
V partly
L A ellos les sirve, y a mí me quita la noche.
A adapt Las oigo solo de siete a cuatro, y se los digo.
* Claudia > Claudia | 12/1/1/5
T Digo a las familias que oigo sus notas de siete a cuatro.
P Alguien se va a molestar.
S Nadie se molestó. Dos me dieron las gracias por decirlo.
V no
L Poner un límite también es hablar claro.
A adopt Está en la hoja de bienvenida.
# 9 choice disruptions
* Rosa > Rosa, Hana | 15/2/1/5
T Los niños deciden en qué orden hacemos patio, cuento y merienda.
W Flores.
O ¿Pelean menos por salir?
P Van a escoger patio primero, siempre.
S Patio primero, siempre. Y los que querían cuento lloraron cada día.
V yes
L Votar deja siempre tristes a los mismos.
A abandon Aprendimos que la mayoría no es justa si siempre es la misma.
C@Hannah This is a lesson for adults’ meetings too. Could the quiet ones choose one day a week?
# 10 table -
* Daniel > Daniel, Inés | -/8/-/1
T La agenda de la reunión se hace en una hoja abierta en la entrada, una semana antes.
W El equipo.
O ¿Ponen temas las familias?
P Uno o dos.
S Pusieron cinco. El primero: ¿por qué no hay sillas grandes para nosotros?
V no
L Teníamos sillas para niños y pedíamos que los papás se quedaran.
A adopt La hoja y cuatro sillas grandes.
# 10 stress -
* Beatriz > Beatriz | -/1/1/5
T Me pongo un poco de aceite de lavanda en la muñeca antes del turno.
W Semillas.
O ¿Empiezo más tranquila?
P Sí.
S Me dio dolor de cabeza y una mamá preguntó si era perfume para tapar algo.
V no
L Un olor es de todos los que lo huelen.
A abandon Sin olores. Mejor cinco minutos sentada en el patio.
# 11 think staff-support
* Inés > Inés, Rosa, Claudia, Beatriz | -/5/-/5
T Diez minutos pagados al final del día para contar lo difícil y lo bonito, de pie, en la cocina.
W Quien quiera.
O ¿Vienen si es pagado y corto?
P Vienen las de siempre.
S@Beatriz Vine yo, que nunca voy a nada. De pie se acaba pronto.
V no
L Corto, pagado y de pie.
A adapt Hana sale antes. Para ella hay que encontrar otra hora.
* Inés > Inés, Hana | -/5/-/5
T Martes al final del día, jueves a mediodía.
P Cada quien llega a una.
S@Hana I came on Thursday, and I spoke English, and they answered in Spanish. It was fine.
V yes
L Dos horas distintas caben más que una larga.
A adopt Martes y jueves.
# 12 arrive greeted
* Claudia > Claudia | 12/2/1/5
T Las despedidas se hacen en la ventana: el niño elige si agita la mano o pega un beso en el vidrio.
W Hojas.
O ¿Ayuda tener una despedida propia?
P Llanto más corto.
S Con ocho, sí. Con dos fue más largo, porque la mamá volvía a la ventana.
V partly
L La ventana sirve si se dice adiós una sola vez.
A adapt Acordamos con cada familia: un beso y adiós.
* Claudia > Claudia, Daniel | 12/3/1/5
T Cada familia decide con nosotros cuántos adioses hay, y lo dice al niño antes.
P Los dos que lloraban van a llorar menos.
S@Daniel Decirlo antes, en el coche, fue lo que ayudó.
V yes
L@Daniel Nosotros también necesitamos saber cuándo se acaba.
A adopt Así lo explicamos a quien llega nuevo.
# 13 kept two-way-talks
* Rosa > Rosa, Claudia, Beatriz | 35/4/3/5
T Preguntar primero, en las tres salas y con quien sustituye.
W Las tres salas.
O ¿Se mantiene cuando no estoy?
P Las sustitutas van a empezar contando ellas.
S Así fue el lunes. Les enseñé la puerta y desde el martes preguntaron.
V yes
L Lo que está escrito en la puerta enseña por mí.
A adapt Falta decirlo a quien limpia y cierra, que también habla con las familias.
* Rosa > Rosa, Inés | -/6/3/5 !study
T Quien cierra también pregunta primero.
P Las familias de la tarde van a contar más.
S Don de cierre: la última hora es la más tranquila para hablar.
V@Inés yes
# 14 settle disruptions
* Beatriz > Beatriz, Hana | 8/2/1/4
T Un bebé que se despierta llorando se queda en la cuna medio minuto con mi mano, antes de levantarlo.
W Semillas.
O ¿Se vuelve a dormir?
P Uno de cada tres.
S Ninguno. Y despertó a los demás.
V no
L Medio minuto es larguísimo para un bebé.
A abandon Lo levanto enseguida, como antes. Ahora sé por qué.
# 15 talks two-way-talks
* Daniel > Daniel, Rosa | 15/3/1/5 !plan
T Cada viernes un papá o una mamá se queda quince minutos en el salón, solo a mirar.
W Flores.
O ¿De qué hablamos cuando hemos visto el mismo rato?
P De cosas más concretas que «cómo le fue».
C@Joaquín ¿Qué le contarías a un papá que no puede venir los viernes?
# 15 home two-way-talks
* Yesenia/Rosa > Claudia | 12/2/1/3 !do
T Que la maestra use en la siesta las mismas palabras que digo yo en casa: «ya descansó el sol».
W Hojas, tres familias.
O ¿Reconocen las palabras?
P Sí, se van a reír.
S@Claudia Se rieron, y uno se acostó solo.
# 15 changes transitions-announced
* Claudia > Claudia | 12/2/1/2 !draft
T Una campanita de viento en vez de la cuenta, solo para salir al patio.
W Hojas.
# 15 obst -
* Inés > Inés | -/-/-/4 !do
T Cada mes pregunto en cada sala: ¿qué les estorba que yo pueda quitar?
W Las tres salas.
O ¿Sé lo que les estorba?
P Van a decir: la fotocopiadora.
# 15 feel -
* Rosa > Rosa, Hana | 15/2/1/3 !do
T Un semáforo de emociones no: un tiempo. Sol, nubes o lluvia, y cada niño mueve su piedrita.
W Flores.
O ¿Cambian la piedra durante el día?
P La ponen al llegar y la olvidan.
S El primer día tres niños la movieron después del patio, a sol.
# 15 help staff-support
* Hana > Hana, Beatriz | -/3/1/4 !study
T A bell without a sound: a cloth over the half door means “please come”.
W Semillas.
O Does somebody see it?
P I will see it within five minutes.
S I saw it at once twice, and once not at all.
L@Beatriz Me dio menos pena que llamar en voz alta.
# 15 lang -
* Inés > Inés, Daniel | -/6/-/5 !plan
T La bienvenida para familias nuevas la escribe una familia, y nosotras solo corregimos fechas.
W Familias que entran este mes.
O ¿Qué diría una familia que nosotras no decimos?
P Que al principio una también llora en el coche.
"""
