"""The team meetings, as their minutes tell them."""

HELD = {
    "puddlejump-house": """
# 0 Ruth
G What we are here for
N Everybody said in one sentence what a hard moment is for them. They were all different.
D We meet once a month, with a snack.
I@Maya Put a sheet for counting by the door.
# 1 Maya
N@Keisha I did not know that the teachers worry as much as we do.
D A teacher brings the chart, not the director.
# 2 Tomás shared
N Three of four families want one good thing and one true thing.
D Herons try it for a week.
I@Keisha Ask four more parents.
# 3 Maya shared
G The phone call that went wrong
N@Maya I told about the phone and the e-mail. Others had the same with other families.
D We ask how a family likes to be reached, before we need it.
# 4 Ruth
N The cards on what calms a baby are full of things we did not know.
I@Shanice Copy the cards for the substitute.
# 5 Keisha shared
N@Lucía A las seis pudimos venir tres familias.
D The hour changes from month to month.
# 6 Tomás
G What we take home from the learning session
N The calm corner away from the door was in everybody’s notes.
D Maya moves the pillow first, Herons look at it for a week.
# 7 Ruth shared
N Two calls home were not needed. One was.
I@Bao Make a list of who can come for ten minutes.
# 8 Maya
N Counting takes longer now that two count. Is it worth it?
D Two count on the first day only.
# 9 Keisha shared
N@Tomás The bowl with the cards is full each morning.
D The board stays where parents can reach it.
# 10 Priya
N The sheet in two languages brought seven answers.
I@Ruth Plan a day for the translation each month.
# 11 Tomás shared
N “None today” must be on the door too, the children say.
D A fifth picture.
# 12 Ruth
N The song was given up. Nobody is sad.
I@Tomás Look at who gets restless before lunch.
# 13 Maya shared
G What one family lends us
N One child got sadder with a photo. We stopped, and the mother was glad to be asked.
D Photos only if the family says so.
I@Maya! Ask the other six families about a scarf or a song.
# 14 Ruth shared
G Fridays after five
N@Keisha On Fridays nobody is free to talk. It is the day we would need it most.
N@Maya I stay longer on Fridays as it is, and that is not a plan.
D The director brings an answer to the next meeting.
I@Ruth! Find out what half an hour more on Fridays costs.
I@Keisha! Ask two parents to read the board to the children.
""",
    "lantern-lane": """
# 0 Denise
G How we want to work together
N Nobody wants to be blamed by a chart. We wrote that at the top of the page.
D What we try stays a try until we all say otherwise.
# 1 Fatima
N The bell frightened two children. We felt bad about it.
D It is gone today.
# 2 Wen shared
N@André When she came to see how I hold my daughter I felt seen too.
I@Wen Ask the other parents to show us.
# 3 Denise
N The substitute matters more than the plan.
D Two substitutes, one paid morning each.
# 4 Fatima shared
N The glitter bottle broke on its fourth day of fame.
I@Grace Find bottles that do not break.
# 5 Josephine
N@André I closed the chat and explained why. That was hard.
D Parents meet instead, once a month.
# 6 Denise shared
N Three of three hard days were days with a substitute.
# 7 Wen
N The spoon has stopped four people, the director among them.
D Wednesdays at one.
# 8 Fatima shared
N Paper was not faster, typing it in afterwards took longer.
# 9 Marisol:parent
N Hay siete idiomas en la entrada.
D Cada familia nueva añade su saludo.
# 10 André shared
G Who leads our meetings
N@Denise I talked half as much today.
D Every second meeting a parent leads.
# 11 Fatima
N The walk from the bus stop is the best part of the morning for two people.
I@Grace Keep Tuesdays free for it.
# 12 Josephine
N A choice between two songs is no choice at two.
# 13 Wen shared
N The bench is too wide for our hall.
D We try a stool.
I@Josephine! Find a better hour for the door between the rooms.
""",
    "casa-colibri": """
# 0 Inés
G Para qué nos reunimos
N Cada quien dijo qué espera. Las familias: que nos pregunten.
D Nos reunimos en español, y Hana tiene a alguien que le traduce.
# 1 Rosa
N@Hana I understood more than I had thought. Thank you for going slow.
I@Claudia Escribir la canción con los nombres.
# 2 Inés shared
N Pedí llamadas sin dar tiempo para ellas. No fue justo.
D No se pide nada sin tiempo pagado.
# 3 Beatriz
N La bufanda ayuda, y va colgada al lado.
# 4 Claudia shared
N Contamos del diez al uno y ya nadie pelea por recoger.
# 5 Rosa
N@Daniel Leer delante de los niños me dio más miedo que mi jefe.
I@Daniel Invitar a otro papá a leer.
# 6 Rosa shared
G Preguntar primero
N Con ocho de diez familias la plática fue más larga.
D Lo prueba también Hojas.
# 7 Inés
N Hana did not have a break herself on two days.
D La directora toma la lista dos días.
# 8 Rosa shared
N Un papá contó menos pláticas que nosotras, y tenía razón.
D Escribimos qué es plática y qué es saludo.
# 9 Claudia
N Votar deja tristes a los mismos.
# 10 Daniel shared
N Las familias pusieron cinco temas en la hoja.
I@Inés Comprar cuatro sillas grandes.
# 11 Inés
N Diez minutos de pie y pagados. Vino quien nunca viene.
# 13 Rosa shared
N La puerta enseña a quien sustituye.
D Se lo decimos también a quien cierra.
I@Inés! Hablar con quien cierra por las tardes.
""",
    "three-sparrows": """
# 0 Patrick
N Mornings are hard for all of us, not just for the children.
D We begin with breakfast.
# 1 Tamika
N@Luis Tell me what she did, not what she ate.
I@Nadia Try it with every family for a week.
# 3 Nadia shared
N We waited for help that did not come. We said so, and nobody was angry.
# 4 Patrick
N The lamp was funny and no help.
D We say it aloud.
# 6 Jasmine shared
N One father asked about the screaming, and three others wanted to know the same.
# 7 Tamika shared
G We are too few
N Everybody said the same sentence.
D We write it to the owner, with the days.
I@Patrick Send the list to the owner.
# 9 Patrick shared
G Whether we go on
N@Nadia I want to. I cannot, with two of us missing.
N@Jasmine The coffee goes on in any case.
D We leave after one more month, and tell the others what we learned.
""",
    "blue-kettle": """
# 0 Sandra
N When somebody is alone with a hard moment, that is a question to all of us.
D A sign that can be seen from the next room.
# 1 Linh
N@Michelle Tell me the hard things to my face. I can take it.
D By voice, on the same day.
# 2 Abdi shared
N The helper takes the group, the child keeps the person.
# 4 Sandra
N My question sounded like a check. I am sorry.
D Once a month without the director.
# 5 Samuel shared
N@Samuel Four of five fathers answered. They had never been asked.
I@Abdi Ask whoever picks up.
# 6 Linh
N Two lunch groups: half the noise, twice the hunger.
D We eat together again, and have the snack earlier.
# 8 Abdi
N Eleven minutes of counting is a price.
D We ask again next year.
# 10 Linh shared
N The third “what happened before” is about us.
# 12 Chloe
N The box stayed empty. I had it the wrong way round.
# 13 Sandra shared
G The kitchen
N@Abdi A chair was thrown for a place in the kitchen. That told us something.
D Everybody gets a turn, and nobody has to earn it.
I@Abdi! Write the list for the kitchen with the children.
""",
    "tall-grass": """
# 3 Ellen:director
N We are new. Others have tried for three months, and we may borrow from them.
D We begin at the door.
# 4 Khadija
N@José/Khadija En casa duerme con sombrero.
I@Khadija Find out why we have the rule on hats.
# 6 Pavel shared
N The line to the yard was for us.
# 7 Khadija
N A shelf bit, so to say.
D We draw a map when something happens twice.
# 8 Pavel shared
N@Meera I was in between, and that is no good place.
D Each parent speaks as a parent.
# 10 Ellen:director shared
N Teaching and the phone do not go together.
I@Ellen:director Ask the others how they do it.
# 12 Khadija
N They measured everything, also me.
# 13 Pavel shared
N Three people wanted the four hours at the phone.
D The director asks for the money beyond summer.
I@Ellen:director! Write to the fund before the end of the quarter.
""",
}
HELD |= {
    "casa-ceiba": """
# 1 Carmen
N@Nilsa Los libros de animales son los que más piden en casa.
D Las familias escogen tres libros cada semana.
I@Ivelisse! Buscar más libros de animales.
""",
    "el-flamboyan-rojo": """
# 3 Migdalia
N Se fue la luz y leímos con linterna. Pidieron otro.
""",
}
