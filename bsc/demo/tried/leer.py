"""What the two teams of the second collaborative tried. The notation is `bsc.demo.script`'s."""

CEIBA = """
# 1 settle cuento
* Ivelisse > Ivelisse | 8/1/1/5
T Leo dos veces a cuatro niños, en vez de una vez a ocho.
W Coquí, después de la merienda.
O ¿Escuchan mejor en grupo pequeño?
P Van a pedir otro cuento.
S Cuatro se quedaron hasta el final las cinco veces. Los otros cuatro jugaron cerca y también oían.
V yes
L El grupo pequeño cabe en mi falda.
A expand Que lo pruebe la otra sala.
* Wilfredo > Wilfredo | 13/1/1/5
T Dos grupos de lectura en la sala de cuatro años.
P El segundo grupo va a interrumpir.
S Interrumpieron el lunes y el martes. Después hicieron fila para su turno.
V partly
L Saber que viene mi turno ayuda a esperar.
A adopt Así leemos ahora.
# 5 home libro-en-casa
* Nilsa > Nilsa | -/5/-/3 !plan
T Las familias escogemos los libros de la semana.
W Cinco familias.
O ¿Se llevan más si los escogemos nosotras?
P Sí, los de animales primero.
C@Orlando ¿Cómo van a saber cuáles se leyeron?
"""
FLAMBOYAN = """
# 2 talks libro-en-casa
* Yadira > Yadira | 8/1/1/5
T El libro va a casa con una hoja para dibujar lo que pasó.
W Caracoles.
O ¿Vuelven los libros con la hoja?
P Vuelve la mitad.
S Volvieron dos hojas y ocho libros.
V no
L El libro vuelve solo. La hoja era tarea.
A abandon Sin hoja. Preguntamos en la puerta.
# 5 feel cuento
* Ángel > Ángel | 12/1/1/3 !do
T Leemos con linterna, a propósito.
W Estrellas.
O ¿Fue la luz o el cuento?
P La luz.
"""
