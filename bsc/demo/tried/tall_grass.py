"""What Tall Grass tried since it joined in the fourth month. The notation is `bsc.demo.script`'s."""

TRIED = """
# 3 arrive greeted name=benches
* Khadija | 8/1/1/5
T I sit on a low bench at the door when families come in.
W Crickets.
O Is eye level a question of furniture?
P My knees will thank me.
S Eye level came by itself. Two mothers sat down next to me.
V yes
L A bench says: we have a moment.
A adapt Ask parents to sit, with a second bench.
* Khadija > Khadija, Aaliyah | 8/2/1/5
T Two benches, so that families can sit down to take off shoes.
P They stay two minutes longer.
S They stayed longer, and shoes were no fight anymore.
V yes
L We had thought it was about shoes. It was about standing.
A adopt Both benches stay.
# 3 talks two-way-talks
* Ellen:director > Ellen:teacher, Pavel | 12/2/1/5
T At pick-up we ask each family: what does a hard morning look like at your house?
W Swallows.
O What do we not know?
P People will be careful with us at first.
S@Pavel They were careful. Two said they would tell another time.
S Three told us a lot. I had no time to listen to the end.
V yes
L It is too big a question for the door.
A adapt The question needs a chair and half an hour.
* Ellen:director > Ellen:director, Pavel | 12/2/1/5
T I offer each family half an hour in the first month, at a time that is good for them.
P Half of them will come.
S Seven of twelve families made a date. Two of them by phone in the evening.
V yes
L When they choose the time, they come.
A adapt I cannot do twelve half hours a month and teach.
* 2 Pavel > Pavel, Ellen:director | 12/3/1/5
T Three of us share the talks: each has four families for the year.
P We can keep it up.
S All twelve are done or have a date.
V yes
L Each family has its person. So has each of us.
A adopt Each new family gets a person in the first week.
# 4 help disruptions
* Pavel > Pavel, Ellen:teacher | 12/2/1/5
T We each say in the morning how full our cup is: full, half, empty.
W Swallows.
O Do we plan the day in another way if we know?
P She will always say full.
S She said full on four days, and looked empty on three.
S@Ellen:teacher He is right. I am the director, I thought that I must be full.
V yes
L It counts only if the one in charge says the truth.
A adapt The director goes first, and says it honestly.
* Ellen:teacher > Ellen:teacher, Pavel | 12/2/1/5
T I go first, and say it as it is.
P It will be strange for both of us.
S Strange and good. On Thursday it was empty, and he took circle time.
V yes
L Nothing broke when I was empty.
A adopt Every morning at half past seven.
# 4 settle disruptions
* Khadija > Khadija | 8/1/1/4
T A basket with soft things that I bring to a child who is upset.
W Crickets.
O Does it calm, or is it one thing too many?
P It calms two of three.
S They threw all of it.
V no
L In the middle of a storm nobody wants a gift.
A adapt The basket comes after, not during.
* 0 Khadija | 8/1/1/3
T I sit close and do nothing. The basket comes when the breathing is slow.
P It will feel long.
S Four minutes feel like twenty. Then he took the brush and brushed my arm.
V yes
L First nothing, then something.
A adopt This is what I do now.
C@Joaquín “First nothing, then something”: may we use that at the session?
# 5 home parents-confident
* José/Khadija > Khadija | 1/1/1/4
T Que mi hija tenga su sombrero puesto para dormir. En casa así se duerme.
W Crickets, mi hija.
O ¿Se puede aquí?
P Va a dormir mejor.
S@Khadija She slept. Two others wanted a hat as well.
V@Khadija yes
L@Khadija We had a rule against hats indoors. Nobody knew why.
A@Khadija adopt Hats are fine. We look at our other rules too.
# 5 rooms disruptions
* Aaliyah > Aaliyah, Khadija | 20/4/2/5
T We vacuum at six in the evening and not at nap time.
W Both rooms.
O Is it the machine that wakes them?
P They sleep ten minutes longer.
S Twenty minutes longer. And I come home later.
V no It was more than that.
L It costs me something, and the children gain.
A adapt I need the hour in the morning then.
* Aaliyah > Aaliyah, Ellen:director | 20/4/2/5
T I begin an hour later and close.
P It works for me and for the rooms.
S It works. My son takes the bus now.
V yes
L Ask the one who does it what it costs.
A adopt It is my schedule since then.
# 6 changes transitions-announced
* Pavel | 12/2/1/5
T We leave out the line. Children walk to the yard as they are ready, one adult at each end.
W Swallows.
O What is the line for?
P I will be nervous.
S I was nervous. Nobody got lost between two doors that are twelve steps apart.
V yes
L The line was for us.
A adapt With visitors it is harder. We want to see what happens on a busy day.
* Pavel > Pavel, Ellen:teacher | 12/2/1/5
T No line on busy days either, with one adult in the middle.
P It holds.
S It held. On the day of the fire drill we made a line, and they knew how.
V yes
L A line for when it is needed.
A adopt No line on usual days.
# 7 behavior sent-home
* Ellen:director > Ellen:director, Khadija | -/-/-/5
T When a child bites we look at the hour, the place and who was near, before we tell families.
W Crickets.
O Is there a pattern?
P Before lunch.
S Always at the same shelf, where two can stand but three try to.
V no
L A shelf bit, so to say.
A adapt Move the shelf and look again.
* Khadija > Khadija | 8/1/1/5
T The shelf stands free now, with room on both sides.
P Less biting.
S None that week. It is one week.
V yes
L Look at the room before you look at the child.
A adopt We draw a map when something happens twice.
# 8 talks two-way-talks
* Meera > Meera, Pavel | -/6/1/4
T A parent is at the door on Fridays and writes down what parents say about the week.
W Swallows.
O Do parents tell another parent more?
P Yes.
S They told me less. Somebody asked me if I work for the center now.
V no
L I was in between, and that is no good place. I am a mother here.
A abandon I stop this one. I will speak for myself, and others for themselves.
C@Hannah Thank you for writing that. At another center it worked. Do you see why it differs?
# 8 small minutes-on-data
* Khadija > Khadija, Pavel | -/2/2/5
T We each count our own room and look at it together on Friday for fifteen minutes.
W Both rooms.
O Do we learn from looking together?
P We will talk of other things.
S We spoke of other things, and then of the numbers for longer than planned.
V yes
L It takes more time, and it is the best quarter of an hour of my week.
A adopt On Fridays of counting weeks.
# 9 stress -
* Ellen:director | -/1/-/5
T I close the office door for fifteen minutes after lunch.
W My office.
O Can the house stand it?
P I will open it on the first day.
S I opened it every day. There was always something.
V yes
L My door is not the trouble. There is nobody else to ask.
A adapt Somebody must be the one to ask while it is closed.
* Ellen:director > Ellen:director, Aaliyah | -/2/-/5
T Aaliyah is the one to ask from one to a quarter past.
P Three of five days.
S Four of five. Nothing burned.
V yes
L@Aaliyah Most questions I could answer. I just had never been asked them.
A adopt A quarter of an hour a day.
# 9 feel -
* Pavel > Pavel, Meera | 12/2/1/5
T We tell a story in which a fox moves to a new den and is scared. Children say what would help the fox.
W Swallows.
O What do they know about being new?
P They will say: a friend.
S A friend, a blanket, and that the mother fox says when she comes back.
V yes
L The third one is a list of what to do, made by them.
A adopt We say when who comes back, every morning.
# 10 talks two-way-talks
* José/Khadija > Khadija | 8/1/1/5
T Que me manden un audio corto en español, porque leo poco.
W Crickets, quien quiera.
O ¿Sirve la voz?
P Sí, la puedo oír en el camión.
S@Khadija I recorded it with help from a phone. Two other families asked for it.
V@Khadija yes
L@Khadija I had sent paper for six months.
A@Khadija adopt Voice notes for who likes them.
# 10 same disruptions
* Ellen:director > Ellen:director, Pavel | 12/2/1/5
T I do not do office work while I teach. The phone stays in the office.
W Swallows.
O Am I there when I am there?
P The phone will ring.
S It rang. I ran to it twice and left him alone with twelve.
V partly
L I cannot be two people. It is a question of money and I will raise it.
A abandon Not like this. A small center needs somebody at the phone from nine to eleven.
# 11 help staff-support
* Aaliyah > Aaliyah, Khadija | -/4/2/5
T I come when I hear three cries in a row, without being called.
W Both rooms.
O Is it help or a disturbance?
P Khadija will be glad.
S@Khadija Twice I was glad. Once he had just calmed down, and your coming started it again.
V partly
L Come to the door and look first.
A adapt I wait at the door for a sign: thumb up or a wave.
* Aaliyah > Aaliyah, Khadija, Pavel | -/4/2/5
T I stand at the door until I get a thumb or a wave.
P No more false starts.
S Six thumbs and two waves.
V yes
L@Pavel A thumb costs nothing and says: I see you.
A adopt Thumb or wave.
# 12 choice disruptions
* Pavel > Pavel, Ellen:teacher | 12/2/1/5
T Children say at breakfast what they want to do first, and we write it down.
W Swallows.
O Do they go where they said?
P Half of them.
S Two of twelve. The others changed their mind before the milk was gone.
V no
L To plan is not the same as to wish.
A abandon It was a nice talk at breakfast, so we keep the talk without the list.
# 12 arrive greeted
* Meera > Khadija, Meera | 8/2/1/5
T Each child brings one leaf, stone or stick from the way, and there is a tray for it.
W Crickets.
O Does it help to arrive with something in the hand?
P They will bring sticks.
S@Khadija Big sticks. And each had something to tell.
V yes
L@Khadija What they bring is the first talk of the day.
A adapt Sticks no longer than a hand.
* Khadija > Khadija, Meera | 8/2/1/5
T The same with a hand as the measure.
P They will measure.
S They measured everything: sticks, shoes, me.
V yes
L A rule that they can check themselves.
A adopt The tray stays at the door.
# 13 obst -
* Ellen:director > Ellen:director | -/4/-/5
T A parent answers the phone from nine to eleven on two days, paid.
W The office.
O Is it possible to find and pay somebody for four hours?
P Finding is harder than paying.
S Three people asked. The money is there until summer.
V no
L I had never asked.
A adapt It must go on after summer.
* Ellen:director > Aaliyah, Ellen:director | -/3/-/5 !study
T Aaliyah takes the phone on the other three days, in exchange for the yard.
P I can teach without running.
S I taught on five days and ran once.
C@Joaquín What did the children notice?
# 13 settle disruptions
* Khadija > Khadija, Pavel | 20/3/2/5
T Children of both rooms may go to the other room for a while when theirs is too much.
W Crickets and Swallows.
O Is another room a place to rest?
P The little ones will go to the big ones.
S The big ones came to the little ones, and helped with shoes.
V no
L To be big for ten minutes calms a lot.
A adapt Only two at a time. Five were too many on Friday.
* Pavel > Pavel, Khadija | 20/3/2/5 !do
T Two at a time, with a wooden key that they carry over.
P They will ask for the key before they are upset.
S One asked for it and said: my tummy is loud.
# 15 talks two-way-talks
* José > Khadija, José | 8/2/1/3 !plan
T Que los papás que no leemos podamos contestar con un audio las preguntas del mes.
W Crickets.
O ¿Contestamos más si es con la voz?
P Sí, porque yo tengo mucho que decir.
C@Khadija I will ask who else would like that.
# 15 think staff-support
* Pavel > Pavel, Ellen:teacher | -/2/1/4 !do
T We walk around the house once after a hard morning and only then talk about it.
W Swallows, at nap time.
O Do we talk in another way after walking?
P We will talk while walking.
# 15 home parents-confident
* Meera > Meera, Pavel | 12/2/1/5 !study
T I show two teachers how we say goodbye at home: forehead to forehead, and one sentence.
W Swallows, three families.
O Does it fit at a busy door?
P It takes ten seconds and feels longer.
S It took ten seconds.
V yes
L Now three others have a sentence of their own.
# 15 changes transitions-announced
* Pavel > Pavel | 12/2/1/3 !plan
T The youngest child rings for lunch with a spoon on a cup.
W Swallows.
O Does it matter who tells us?
P We will have to hide the cup.
"""
