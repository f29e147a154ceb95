"""What Puddlejump House tried since its eighth month."""

TRIED = """
# 7 small minutes-on-data
* Maya > Maya, Tomás | -/4/2/5
T Two of us count hard moments in the same hour and compare.
W Otters and Herons.
O Do we mean the same thing when we count?
P We will be one or two apart.
S We were three apart on Monday and none on Friday. Counting takes us twice as long.
V yes
L Talking about what counts was worth more than the number.
A adapt Once a month is enough for two at once.
* Maya > Maya, Tomás | -/4/2/1
T We count side by side on one day of the counting week only.
P We stay as close, with less work.
S One apart. It took twelve minutes instead of an hour.
V yes
L It is still more time than before. It must be worth it.
A adopt The first counting day is for two.
# 8 same two-way-talks
* Priya > Priya, Maya | 10/2/1/5
T As the new teacher I sit with one family a day for five minutes and ask what I should know.
W Otters, when they bring their child.
O How do I get to know ten families fast?
P Some will find it odd.
S Nine of ten families said yes. I learned of a new baby, a move, and a fear of dogs.
V no Nobody found it odd.
L Being new is a good reason to ask.
A adopt Whoever starts here gets two weeks for these talks.
C@Ruth I have put it on the list for new people.
# 8 choice disruptions
* Tomás | 16/2/1/4
T Children choose their own place at circle time. Before, I told them where to sit.
W Herons, morning circle.
O Is the fight about places my fight?
P It will be wild at first, and better by Thursday.
S It was wild on all four days. Two children fought for the same carpet square every morning.
V no
L Free choice of a place is too big for a morning. It was not a small thing to them.
A abandon We go back to fixed places. I learned that the square matters to some, so those two keep theirs.
# 9 talks two-way-talks
* Keisha > Keisha, Tomás | -/8/1/4
T I stand at the door with question cards. Parents pull one and answer it, to me or to the teacher.
W Herons, pick-up.
O Do questions from a parent open the door for others?
P Parents will stop for me, since I am one of them.
S Eleven cards were pulled. Sleep and screens are the favorites. Two fathers stayed for ten minutes.
V yes
L Parents say to a parent what they do not say to a teacher.
A adapt I cannot stand there every day. The cards need to work without me.
* Keisha > Tomás, Priya | -/12/2/5
T The cards lie in a bowl at the sign-in sheet. One a day is on the board, and we answer it there.
P Half as many answers as when I stand there.
S@Tomás The board filled up by Wednesday. Two families wrote in Arabic and another one translated.
V no It was twice as many.
L People answer on paper when they see that others did.
A adopt The board stays, with a new card each Monday.
# 9 feel -
* Priya > Priya | 10/1/1/5
T Four faces on the wall: glad, sad, mad, scared. At breakfast each child points to one.
W Otters.
O Can two-year-olds say how they are by pointing?
P They will all point to glad.
S They all pointed to mad, every day, since it makes them laugh.
V no
L It was a game to them. A nice one, but it told us nothing.
A abandon Breakfast is the wrong time, and four is too many. The faces stay in my drawer.
C@Amara What would you need to see to know that a child means it?
# 10 talks parents-confident
* Lucía > Lucía | -/5/-/1
T Traduzco la hoja de la semana al español y pregunto a las familias si la entienden.
W Cinco familias que hablan español.
O ¿Les llega lo que el centro manda?
P Van a decir que antes no la leían.
S Cuatro no la leían. Una la leía con el teléfono, con el traductor.
V yes
L No es que no les interese. No estaba escrita para ellas.
A expand Pido que la hoja salga siempre en dos idiomas.
* Lucía > Ruth | -/9/-/5
T La hoja sale en inglés y en español, y al final hay una pregunta para contestar.
P Llegan respuestas de la mitad de las familias.
S@Ruth Seven families answered, four of them in Spanish. In a year we had had none.
V yes
L@Ruth I must plan one more day for it. That is my work, not the parents’.
A adopt Sale así todas las semanas.
# 10 rooms disruptions
* Maya > Maya, Priya | 10/2/1/5
T We turn off the ceiling lights after lunch and use two lamps.
W Otters.
O Is it the light that makes the afternoon loud?
P It will be calmer until about three.
S Calmer until they woke up. Then it made no difference that we could see.
V partly
L It helps the nap, not the afternoon.
A adapt Lamps for nap time only. The afternoon must be something else.
* Priya > Priya, Maya | 10/2/1/5
T We go out right after the nap, before the snack, in any weather.
P The hour before pick-up gets easier.
S On three dry days yes. On two wet days we spent the whole time on boots.
V partly
L Going out is right. Ten pairs of boots are the problem.
A adapt Half of the group goes out, the others eat, then we change.
* Priya > Priya, Maya, Bao | 10/3/1/5
T Five children go out with one of us while five eat, then we change.
P Boots take half the time and pick-up is calmer.
S It was the calmest week before pick-up that I remember. It is one week.
V yes
L Smaller groups did it, more than the air.
A adopt It needs Bao from three to four, and Bao has that hour now.
# 10 help staff-support
* Bao > Bao, Shanice | -/3/2/5
T I walk through all rooms at ten and at two, and ask: what do you need right now?
W All rooms.
O Do people ask when somebody comes by anyway?
P They will say “nothing” the first days.
S “Nothing” on Monday. By Wednesday: a break, diapers, five minutes to call a mother.
V yes
L They do not call me. But when I stand there, they tell me.
A adopt Ten and two are my rounds.
# 11 arrive greeted
* Keisha > Keisha, Tomás | 16/1/1/5
T Children choose how they want to be greeted: wave, high five, hug or a word. It hangs at the door as
  pictures.
W Herons.
O Do shy children come in easier?
P The shy ones will wave.
S Two shy ones took the hug. My own son picks “none today” on Mondays.
V no
L Nobody knows beforehand what a child wants. “None today” must be a choice too.
A adapt Add a picture for “not now”.
* Tomás | 16/1/1/5
T The same pictures with a fifth one: not now.
P A few children will use it every day.
S Used eleven times by five children. Then they come by themselves a bit later.
V yes
L A child who may say no says yes later.
A adopt It is on the door.
# 11 think staff-support
* Ruth > Ruth, Maya, Priya | -/4/-/5
T After a hard moment the two adults get ten minutes together on the same day. I stand in for them.
W Otters and Herons.
O What do people need after a hard moment?
P They will use it to write the report.
S@Maya We used it to sit down. The report took two minutes after that.
V no
L I had thought of paper. They thought of air.
A adapt I cannot do it at pick-up. Then it is the next morning.
* 2 Ruth > Ruth, Maya, Priya, Tomás | -/5/-/5
T Ten minutes together on the same day, or the next morning before nine.
P Each hard moment gets its ten minutes.
S Four of five got them. The fifth was on a Friday, and on Monday it was forgotten.
V partly
L Monday is too late. For Fridays we call each other.
A adopt We keep it, and I write on Friday’s page who is owed ten minutes.
# 12 kept -
* Shanice | -/2/1/5
T A page for substitutes: how each baby falls asleep, in three lines.
W Tadpoles.
O Can a substitute start without me there?
P She will read it and still ask.
S She read it at seven and asked only one thing.
V partly
L Three lines are read. My first page had two sides, and nobody read that.
A adopt It lies on the changing table.
# 12 changes disruptions
* Tomás > Tomás, Bao | 16/2/1/5
T We sing the same song at each change of activity.
W Herons.
O One song for all, or a different one for each?
P They will know after two days what to do.
S They sang it all day, also when nothing changed. I could not hear it anymore.
V partly
L A song does tell them, but one for everything tells them nothing.
A abandon It wore us out. The signs at the blocks do the same without noise.
C@Keisha He sings it at home, too. I am glad it is over!
# 13 stress staff-support
* Shanice > Shanice, Maya, Tomás | -/5/-/5
T A check-in on the phone at seven: a number from one to five, no words needed.
W Whoever likes to.
O Do we see how the others are before the day begins?
P Most will join.
S Everybody sent a three. On the third day only two of us sent anything.
V no
L A number in a phone is one more thing to do. Nobody wants to be the one with the two.
A abandon We say good morning to each other at the door, that does more.
# 13 home two-way-talks from=leaf
* Maya > Maya, Keisha | 4/3/1/5
T Four families lend us one thing from home that comforts their child: a scarf, a song on the phone, a
  photo.
W Otters.
O Does a thing from home help after nap?
P It helps two of four.
S It helped three. The fourth child got sadder with the photo, so we gave it back.
S@Keisha The mother of the fourth asked to talk about it. She was glad that we stopped.
V partly
L What comforts one makes another one miss home. Ask the family and watch the child.
A adapt We begin with scarves and songs. Photos only if the family says so.
* Maya > Maya, Priya | 9/2/1/5 !study
T Each family of Otters may lend us a scarf or a song. A photo only if they like.
P Seven of ten families will bring something, and nap starts more easily.
S Six families brought something. Two children carried their scarf all day.
# 14 table -
* Ruth > Ruth | -/3/-/2
T Lunch with three parents once a month. I ask one question and only listen.
W Whoever has time at noon.
O What do parents tell me when there is no problem to solve?
P They will speak about the fence.
S They spoke about the fence. And then about how hard it is to leave a crying child.
V yes
L The second thing comes when the first one was heard.
A adapt Noon is for those who work nearby. Next time an evening.
* Ruth > Ruth, Keisha | -/6/-/1 !plan
T An evening with soup. Parents bring the question this time.
P Different parents will come than at noon.
C@Joaquín Who would have to be there for you to say that it worked?
# 15 talks two-way-talks
* Keisha > Keisha, Tomás | 3/3/1/3 !plan
T Once a week a parent reads the board of answers to the children, and they add what they think.
W Herons, Friday after snack.
O What do children say to the questions that we ask each other?
P They will have better answers than we do.
C@Tomás I like it. Shall we take the card on sleep first?
C@Amara What will you write down, so that you can tell afterwards?
# 15 settle disruptions
* Maya > Maya | 10/2/1/1 !do
T At the window pillow a picture shows three ways to calm down: squeeze, breathe, look out.
W Otters, one day.
O Do toddlers use a picture?
P Two of them will copy the squeeze.
S Four children squeezed the ball at the same time. Nobody looked at the picture, but at me.
# 15 feel -
* Maya > Maya, Priya | 5/2/1/2 !draft
T We name our own feelings out loud: “I am tired, I sit down for a moment.”
W Otters, mornings.
O Do children say it back?
# 15 arrive greeted
* Shanice > Shanice, Bao | 7/2/1/4 !do
T We ask each family at the door for one word on the night: short, long, awful, fine.
W Tadpoles.
O Does one word help us to plan the nap?
P We will move at least one nap earlier.
S “Awful” twice on the first day, and both slept at nine.
# 15 help disruptions
* Tomás > Tomás, Bao | 16/2/1/3 !do
T Bao takes half of the group to the hall during the hardest ten minutes, which is before lunch.
W Herons.
O Is it the number of children or the hunger?
P It will be quieter, and I will not know why.
C@Joaquín What could you change next to find out which of the two it is?
# 15 choice -
* Priya > Priya | 10/2/1/2 !study
T Two cups, two colors: each child chooses at snack.
W Otters.
O Does a small choice help the start of snack time?
P It will take longer.
S It took two minutes longer and nobody cried over a cup.
V@Maya partly
L@Maya I would like to see a week of it before I believe it.
# 15 kept -
* Bao > Bao | -/2/-/2 !study
T I write down what I do on my rounds, so that somebody else can do them when I am away.
W The whole house.
O Is half a page enough?
P Somebody will need to ask me about the closet.
S The director did the rounds with my page. She asked about the closet.
V yes
# 15 obst sent-home
* Ruth > Ruth | -/-/-/3 !act
T I ask the rooms on Mondays which hour of the week will be the hardest, and plan the third person for it.
W All rooms.
O Do we know beforehand?
P Rooms will name the same hour as the week before.
S Two rooms named an hour that I had not thought of.
V partly
L They know. And it changes with who is ill.
"""
