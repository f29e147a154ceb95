"""What Lantern Lane tried. The notation is `bsc.demo.script`'s."""

TRIED = """
# 0 talks two-way-talks
* Wen | 6/1/1/5
T I write one line for each family in a small book that goes home and comes back.
W Candles.
O Will families write back?
P Half of them will.
S The books went home on Monday. Two came back on Friday, one with a coffee ring and no words.
V no
L A book that must come back is homework for tired people.
A adapt Something that does not need to come back.
* Wen | 6/1/1/5
T I write on a sticky note on the bag: one line, and a question for tomorrow morning.
P They will answer by mouth in the morning.
S Four of six answered at the door. One grandmother kept all the notes.
V yes
L A question for tomorrow opens the next morning.
A adapt With six babies it is easy. Can Fireflies do it with eleven?
* 2 Josephine > Josephine | 11/1/1/5
T Sticky notes for four children a day, so that each family gets one at least every third day.
P Families will ask on the days without one.
S They asked. I had to explain it three times a day.
V yes
L Every third day is harder to explain than never.
A abandon For us it is too much paper. Candles keep it.
# 1 changes transitions-announced
* Fatima | 18/2/1/4
T A bell before each change of activity.
W Stars.
O Is one sound enough for eighteen children?
P They will stop when they hear it.
S Two children covered their ears each time. One hid.
V no
L A bell is an alarm for some. We should have known that.
A adapt Something soft that also can be seen.
* Fatima > Fatima, Grace | 18/2/1/4
T A sand timer goes around with one child, who shows it to each table.
P The child who carries it will be proud, the others will listen.
S Proud, yes. It took six minutes and the sand was through.
V partly
L They listen to a child more than to the bell.
A adapt A bigger timer, and two children carry it.
* Fatima | 18/2/1/5
T A timer with ten minutes of sand, and two children who announce it.
P Most tables hear it in time.
S All tables heard it on four of five days.
V yes
L Ten minutes is what it takes to be ready.
A adopt Two children do it each day, in turns.
C@Hannah Who gets to carry it, and how is that decided?
# 1 help disruptions
* Josephine > Josephine, Marisol:staff | 11/2/1/5
T A red card in the pocket: who holds it up needs the other one at once.
W Fireflies.
O Is a card easier than to call out?
P We will use it three times a week.
S I could not find the card when I needed it. Marisol saw my face and came.
V no
L My face is the card.
A abandon No card. But we agreed to look at each other more often.
# 2 home parents-confident
* André > Wen | 1/1/1/3
T I show the teacher how I hold my daughter when she is upset: on the left arm, walking, no talking.
W Candles.
O Can somebody else do what I do?
P It will take a few days.
S@Wen On the first day it worked at once. I had talked too much.
S She sent word at noon that it worked. I read it on the bus and smiled.
V no It took no time at all.
L@Wen I talk to calm myself. She needs quiet.
A expand Ask the other parents to show, not to tell.
* André > Wen, André | 6/2/1/5
T Each family of Candles shows us once how they hold and settle their baby.
P Four of six will do it.
S@Wen Five did. The sixth sent a short film.
V partly
L@Wen I learned more from one film than from a whole form.
A adopt Part of the first week of each new family.
# 2 talks two-way-talks
* Marisol:staff | 11/1/1/5
T Hablo en español con las familias que lo prefieren, cinco minutos, sin prisa, a la salida.
W Fireflies, cuatro familias.
O ¿Cambia lo que cuentan si es en su idioma?
P Van a contar cosas que antes no decían.
S Una mamá me contó que su niño no duerme desde la mudanza. Nadie lo sabía.
V yes
L No era que no quisieran hablar. Les faltaba con quién.
A adopt Estoy en la puerta de cinco a cinco y media todos los días.
C@Denise Thank you. We moved your break so that this can stay.
# 3 same disruptions
* Denise > Denise, Grace | -/4/-/5
T The same substitute each time for Stars, even if that means to plan two weeks ahead.
W Stars.
O Does it help when the substitute is known?
P Fewer hard moments on days with a substitute.
S It worked on two days. On the third she was ill herself, and we called who was free.
V partly
L It helps as long as nothing happens.
A adapt Two substitutes that know the room.
* 2 Denise > Denise, Fatima | -/4/-/5
T Two substitutes spend one paid morning each in the room before they are needed.
P The days with a substitute will feel like others.
S@Fatima She knew our signals. I could take my break.
V yes
L A paid morning costs less than a bad week.
A adopt It is in the budget for this year.
# 4 settle disruptions
* Fatima | 18/2/1/5
T A box with headphones, a weighted lap pad and a bottle with glitter. Any child may take it to the mat.
W Stars.
O What do children choose when they are upset?
P The headphones.
S The glitter bottle, all week. It broke on Thursday.
V no
L They want to watch something fall and get slow.
A adapt Three bottles made of plastic.
* Fatima > Fatima, Grace | 18/2/1/5
T Three bottles that do not break, in reach of the children.
P Each is used a few times a day.
S The whole group shook them as rattles for two days. Then it stopped, and they were used as meant.
V partly
L New things need two days of being new.
A adapt Show it in the circle first, then put it out.
* 2 Fatima | 18/2/1/5
T Children show each other in circle time how they use the bottle when they are mad.
P They will use it without us.
S Seven times without us. One boy brought it to a friend who cried.
V yes
L They learn it from each other.
A adopt The bottles stay on the mat.
# 5 arrive greeted
* Josephine > Josephine | 11/1/1/5
T A mirror and a hook at the eye level of toddlers, where we say good morning to each child.
W Fireflies.
O Does a place help us to greet everybody?
P We will miss fewer.
S Nobody came to the mirror. They ran to the fish tank as always.
V no
L They have a place already. It is the fish tank.
A adapt Then we greet at the fish tank.
* 0 Josephine | 11/1/1/2
T I stand at the fish tank from half past seven.
P I greet all who come.
S All eleven, and three parents stayed to look at the fish and talked.
V yes
L Go where they go.
A adopt Whoever opens stands at the fish tank.
# 5 talks two-way-talks
* André > André | -/3/-/5
T A group chat for the parents of Candles, run by parents.
W Six families.
O Do parents help each other between drop-offs?
P They will share what works at night.
S They shared party plans, then somebody complained about a teacher. I did not know what to do.
V no
L A chat without rules turns to what is wrong. And the person could not answer.
A abandon I closed it, and said why. I would rather meet.
C@Amara That took courage. What would have made it safe for everybody?
# 6 rooms disruptions
* Josephine > Josephine, Marisol:staff | 11/2/1/5
T We take half of the toys out of the room.
W Fireflies.
O Is less easier for toddlers?
P They will miss them on the first day.
S Nobody missed anything. They played longer with what was there.
V no
L Much of it was for us, not for them.
A expand Stars want to see if it holds for older ones.
* Fatima > Fatima, Josephine | 29/3/2/5
T Both rooms have half of the toys out, and change them on the first of the month.
P For the older ones it will be harder.
S It was harder on Monday. On Friday they built with chairs.
V yes
L They need to be asked which half.
A adopt Children choose which boxes come back.
# 6 behavior sent-home
* Denise > Denise, Grace | -/-/-/5
T Before anybody is sent home, the teacher and I write down what happened right before.
W All rooms.
O Is there something that comes before each time?
P It will be the time before lunch.
S Three of three were on days with a substitute, none before lunch.
V no
L We looked for it in the child, and it was in our schedule.
A adopt The sheet stays. We look at it once a month.
# 7 think staff-support
* Fatima > Fatima, Josephine, Wen | -/3/-/5
T We eat lunch together once a week and speak about one hard moment. No advice, only listening.
W Three teachers.
O Does it help to be listened to?
P Somebody will give advice within a minute.
S It was me who gave the advice, after half a minute.
V yes
L To listen is hard when you love to fix things.
A adapt One of us holds a spoon and says stop.
* Fatima > Fatima, Josephine, Wen | -/3/-/5
T The one with the spoon stops anybody who gives advice.
P We will laugh, and it will work.
S It worked, and we did laugh. I spoke about my own week, for the first time.
V yes
L The spoon made it a game, and so it was safe.
A adopt Wednesdays at one.
# 8 small minutes-on-data
* Denise > Fatima, Josephine | -/3/2/5
T We count on paper next to the door instead of on the tablet.
W Stars and Fireflies.
O Is paper faster?
P It saves half of the time.
S@Fatima Paper was fast. Typing it in afterwards was not. It took longer in all.
V no
L Two times writing is two times work.
A abandon Back to the tablet. We have learned that the counting is not what takes long.
# 8 changes transitions-announced
* Josephine > Josephine, Marisol:staff | 11/2/1/5
T Picture cards show the day on a line. A clip moves along.
W Fireflies.
O Do toddlers look at it?
P They look when we move the clip.
S They want to move the clip themselves, and did so, many times.
V partly
L To move the clip is what they understand.
A adapt One child moves it with us each time.
* Josephine > Marisol:staff, Josephine | 11/2/1/5
T One child moves the clip with us, and says what comes next.
P Those who move it walk along without tears.
S@Marisol:staff A boy who cried at each change moved the clip and walked to the sink.
S That was one boy. Two others cried as before.
V partly
L It helps who holds the clip.
A adapt More clips? We try small cards in the hand.
* 2 Josephine > Josephine | 11/2/1/5
T Each child who finds changes hard gets a card of what comes next in the hand.
P Less crying with the three for whom it is hard.
S Less with two. The third threw the card and wanted my hand instead.
V partly
L For some it is a card, for some it is a hand.
A adopt Cards for who likes them. We write down who likes a hand.
# 9 lang -
* Marisol:parent > Denise | -/-/-/5
T Pido que el saludo de la entrada esté en los idiomas de las familias, escrito por ellas.
W La entrada.
O ¿Se ve la gente en las paredes?
P Va a haber cuatro idiomas.
S@Denise There are seven. I had not known of two of them.
V no
L Nos faltaba preguntar.
A adopt Cada familia nueva añade su saludo.
# 9 talks two-way-talks
* Wen | 6/1/1/5
T A photo of the day to each family by phone, with a question.
W Candles.
O Does a picture bring more answers than words?
P Everybody will answer.
S Everybody answered with a heart. Nobody wrote a word.
V partly
L A heart is nice, but no talk.
A adapt A photo of hands or of what was built, and the question first.
* Wen > Wen, André | 6/2/1/5
T The question comes first, the photo only after somebody answered.
P Fewer will answer, but in words.
S Three answered in words. Two families were angry to wait for the photo.
S@André I was one of them, at work at night. It felt like a test.
V yes
L Never make a parent earn the picture of the own child.
A abandon I am sorry about this one. Photos come without conditions.
C@Joaquín What you say about earning it is worth telling the other teams.
# 10 stress staff-support
* Grace | -/1/-/5
T A thermos of tea and a chair in the storage room, for whoever needs four minutes.
W All rooms.
O Does anybody use a chair among boxes?
P Only those who close.
S Everybody used it. I had to buy more tea.
V no
L It is the door that one can close.
A adopt The director put in a lamp.
# 10 table -
* André > André, Denise | -/9/-/1
T A parent opens the team meeting and leads the first half hour.
W Our team.
O Does the talk change when a parent leads?
P I will be nervous, and they will be polite.
S I was nervous. They were not polite. It was good.
V partly
L@Denise I spoke half as much. I noticed that only because somebody else was leading.
A adopt Every second meeting a parent leads.
# 11 settle sent-home
* Fatima > Fatima, Grace | 1/3/1/5
T A child who has the hardest mornings comes twenty minutes earlier, when the room is empty.
W Stars, one family who agreed.
O Does an empty room make a good start?
P It will help on most days.
D partly The bus was late twice.
S On the three days when it worked out the morning was like any other child’s.
V yes
L It was too many people at once, nothing else.
A adapt The bus makes it hard for this family. Could somebody go and meet them?
* Grace > Grace, Fatima | 1/2/1/5
T I meet the family at the bus stop and we walk in by the back door.
P The mother will like the company.
S She told me more in five walks than in a year. The mornings were calm.
V yes
L The way in can begin outside.
A adopt I do it for as long as they want it.
# 12 choice -
* Josephine | 11/2/1/5
T Toddlers choose between two songs before the nap.
W Fireflies.
O Does a choice make it easier to lie down?
P They will argue.
S They always chose the last one I had said. There was no arguing.
V no
L It is not a choice yet at two. It is an echo.
A abandon We sing both. I will try again when they are older.
# 12 kept -
* Denise > Denise, Wen | -/5/-/3
T A new colleague spends the first three days only watching and greeting.
W Whoever starts.
O Do we lose time or win it?
P The rooms will want her to help sooner.
S@Wen I wanted her help on day one. On day four she knew all names.
V yes
L Three days are a lot when one is short of people.
A adapt Two days.
* 2 Denise > Denise, Josephine | -/5/-/2
T Two days of only watching and greeting.
P It will be enough.
S The second one who started asked for one more day, and got it.
V partly
L Ask the person.
A adopt Two days, a third if they like.
# 13 arrive greeted from=benches
* Fatima > Fatima | 18/2/1/5
T A low bench at the door, as at Tall Grass. I sit when families come in.
W Stars.
O Does it work with eighteen as it does with eight?
P Half of the families will sit down too.
S Three parents sat down. The others had to walk around the bench.
V no
L Their entry is wide, ours is a hall of four feet.
A adapt A stool instead.
* Fatima | 18/2/1/5 !study
T I sit on a stool at the end of the hall instead of the bench.
P Eye level without blocking the way.
S Nobody bumped into me. I greeted fifteen of seventeen on Tuesday.
# 14 help staff-support
* Josephine > Josephine, Wen | -/2/2/5
T Candles and Fireflies share the door between them: open from eleven to twelve.
W Both rooms.
O Are two rooms with an open door less alone?
P The babies will wake up.
S The babies did wake up, all six, on Monday. We shut it.
V yes
L It was a poor hour. The idea is still good.
A adapt The door is open from nine to ten, before anybody sleeps.
* Wen > Wen, Josephine | -/2/2/4 !do
T The door is open from nine to ten.
P We will see each other and ask for help sooner.
S On the first day a toddler came over and showed a baby his shoes.
C@Amara How will you know that you asked sooner?
# 15 home two-way-talks
* André > André, Wen | 6/2/1/5 !plan
T A father and a teacher of Candles write together what each baby likes at night and at nap.
W Six families.
O Do nights and naps have something in common?
P Two babies will be soothed by the same thing in both places.
# 15 lang two-way-talks
* Marisol:parent > Marisol:staff | 11/1/1/3 !do
T Grabo el cuento de la tarde en español para las familias que lo quieran oír en casa.
W Fireflies.
O ¿Lo escuchan en casa?
P Cinco familias lo van a pedir.
S El primer día lo pidieron ocho.
# 15 rooms disruptions
* Fatima > Fatima | 18/2/1/3 !study
T We move the block corner away from the reading corner.
W Stars.
O Is it the noise of the blocks that ends the reading?
P More children will read longer.
S Reading lasted longer. The blocks now are in the way of the door.
V partly
# 15 obst -
* Denise > Denise | -/-/-/2 !plan
T I answer each thing that the team needs from me within three days, even if the answer is “not yet”.
W The team’s list.
O Is it the “no” that wears people out, or the waiting?
P It is the waiting.
C@Josephine Yes.
C@Hannah How will the team tell you if three days is right?
"""
