"""What Puddlejump House tried in its first months. The notation is `bsc.demo.script`'s."""

TRIED = """
# 0 arrive greeted
* Shanice | 7/1/1/2
T I stop what I am doing and kneel down when a family comes in.
W Tadpoles, every family that comes before nine.
O Can one of us greet everybody while the other holds the babies?
P I think I will reach most families, and miss some when two come at once.
S I greeted eleven of thirteen. Twice I had a bottle in my hand and only waved.
V yes
L It works when we agree before eight who has the door.
A adapt We say in the morning who has the door that day.
* Shanice > Shanice, Maya | 17/2/2/3
T One person has the door from eight to nine. We write it on the board the evening before.
P Every family is greeted by name, and nobody has to drop anything.
S It held on all three days. On Wednesday the board was empty and we sorted it out in a minute.
V yes
L The board does more than the talk about it did.
A adopt The board stays. Whoever closes writes the name.
C@Joaquín What did the families notice, do you know?
# 0 rooms disruptions
* Maya > Maya, Erin | 10/2/1/2
T We put a tent with two pillows in the corner by the door. A child who wants to be alone can go there.
W Otters, all day, nobody is sent there.
O Will toddlers use a quiet place when nobody sends them?
P Two or three children will find it on their own.
S Six went in together and it fell down twice. It became a wrestling place.
S@Erin One child did sit in it alone at nap time, with a book, for ten minutes.
V no
V@Erin partly Not for the group. For one child it was right.
L A tent next to the door is in the middle of everything. And it has room for too many.
A adapt Smaller, and not by the door.
* Maya > Maya, Erin | 10/2/1/3
T One big pillow behind the bookshelf, room for one child and one adult.
P It will be used less, and by children who need it.
S Used five times in three days. Each time one child, twice with me beside.
V yes
L Small is better. We must be able to see over the shelf.
A adapt The shelf is too high, so we lose sight of the child.
* Erin > Erin, Maya | 10/2/1/4
T We turn the bookshelf sideways, so that the pillow is out of the way and still in our sight.
P The same use as before, and we feel better about it.
S Children went there four times. I looked over without getting up.
V yes
L What we see, we leave in peace.
A adapt It is still loud there when the door opens. We will think about another corner.
# 1 small -
* Ruth > Ruth, Maya, Tomás | -/3/-/1
T We go through last month’s numbers in the staff meeting, ten minutes, before anything else.
W Everybody who works that Tuesday.
O Do people talk when I show them a chart?
P They will wait for me to explain it.
S I explained it for nine of ten minutes. Nobody asked anything.
V yes I am sorry to say.
L If I hold the chart, it is my chart.
A adapt Next time a teacher brings the chart.
* Ruth > Tomás, Ruth | -/5/-/1
T A teacher brings the chart and asks one question. I sit with the others and do not answer first.
R A teacher brings the chart and I do not answer.
P There will be a long silence, and then somebody will speak.
S@Tomás It was quiet for a bit. Then our aide said Mondays are hard because weekends are hard.
S It was not easy to keep my mouth shut.
V yes
L@Tomás They had thought about it long before. Nobody had asked.
A adopt A teacher brings the chart every month. We take turns.
C@Amara What was different in the room for you, as the director?
# 2 talks two-way-talks
* Keisha > Keisha | -/4/1/2
T I ask other parents at pick-up what they would like to hear at the end of the day.
W Four families of Herons, at the gate.
O What do families want to know, in their words?
P They will say: did he eat, did he nap.
S Three of four said they want to hear one good thing. One said: tell me the truth, not only nice things.
V no I thought it would be food and sleep.
L We never asked. One good thing and one true thing.
A expand I would like the teachers to try it.
* Keisha > Tomás | 16/1/1/5
T Teachers tell each family one good thing and one true thing at pick-up, and then ask: and at home?
P More families will tell something back.
S@Tomás With nine families it became a real talk. It takes two minutes, and I had seven families at once at
  five.
S My son’s teacher asked me about mornings. I had something to say.
V yes
L@Tomás The question at the end is what makes it go both ways.
A adapt It works, but not when all come at five.
* Keisha > Tomás, Bao | 16/2/1/5
T Bao stays in the room until a quarter past five, so that the teacher can talk at the door.
R Our aide stays longer.
P The teacher gets to talk with twice as many families.
D partly On Thursday Bao was needed with the babies.
S@Tomás Thirteen talks on Monday, four on Thursday when I was alone.
V partly
L@Tomás It depends on a second person. That is a question for the director.
A adopt On four days it is in the schedule now. Fridays are still open.
# 2 help sent-home
* Maya > Maya, Erin | 10/2/1/5
T When one of us feels her voice going up, she says “switch” and the other takes over. No questions asked.
W Otters, between ten and noon.
O Can we ask for help before it is too late?
P We will forget to say it.
S We said it twice in five days. Both times I should have said it earlier.
S@Erin I did not dare to say it on Tuesday. It feels like giving up.
V partly
L It is a small word, and hard to say first.
A adapt The one who sees it offers: “I have got this.”
* Erin > Erin, Maya | 10/2/1/5
T The one who is calm offers: “I have got this.” The other may say no.
P It is easier to accept than to ask.
S Seven offers, five accepted. Nobody felt pushed aside.
V yes
L Offering is kinder than waiting to be asked.
A adopt This is how we do it in our room.
C@Hannah Would you show this at the learning session? Others have asked about it.
# 3 talks two-way-talks name=phone
* Maya > Maya | 1/2/1/1
T I call one mother on the phone and tell her how her child is doing. She is in a hurry at pick-up.
W One family of Otters, on my break.
O Is the phone a way to talk with a parent we hardly see?
P She will be glad that I call, and tell me how it goes at home.
S She said she was at work and could not talk, and hung up. The call took forty seconds.
V no
L I was brushed off, and it hurt. But it was the middle of her shift. It does not mean that she does not
  care.
A adapt The phone is wrong for her. I will not give up on the talk. Next I write an e-mail.
C@Joaquín Thank you for writing this one down. What would make it easy for her to answer?
* 0 Maya > Maya | 1/2/1/3
T I send the same mother an e-mail: two good things, one question. She can read it when she has time.
P She will read it. I do not think she will answer.
S She answered the same night, at ten. Five lines about bedtime, and thank you for asking.
V no She did answer, and more than I wrote.
L The way we reach her was wrong, not the mother. At night she has time.
A expand I will ask three more families that we hardly see.
C@Keisha As a parent who works evenings: yes. Please do that for more of us.
* 1 Maya > Maya, Erin | 3/2/1/5
T We e-mail three more families that rush at pick-up: two good things, one question.
P Two of three will answer within the week.
S All three answered. One asked us to text instead, since she has no computer.
V partly It was more than we thought.
L Ask each family how they like to be reached. We had never asked.
A adopt On the first day we ask: phone, e-mail, text or a note? It is on the card by the door.
# 3 changes transitions-announced
* Tomás | 16/2/1/3
T I show a sand timer five minutes before we clean up.
W Herons, before lunch.
O Does it help when children see the time run out?
P Less crying at clean-up.
S They stood around the timer and watched. Nobody cleaned up, and nobody cried either.
V partly
L It is so nice to look at that it stops all play. But they did see that time was running.
A adapt The timer goes up high, and I say it as well.
* Tomás | 16/2/1/4
T The timer stands high on the shelf. I go around and tell each table.
P Most children stop by themselves.
S Ten of fifteen stopped by themselves. Those at the block corner did not hear me.
V yes
L Words and something to see, both.
A adapt The block corner needs more time to finish a tower.
* 2 Tomás | 16/2/1/5
T Children at the blocks may put a “not finished” sign on their tower and go on after lunch.
P Fewer tears at the blocks.
S Eleven signs in a week. One tower was knocked over, and we had tears after all.
V yes
L To stop is easier when you may go on.
A adopt The signs hang at the block corner for good.
# 4 home parents-confident
* Lucía > Shanice | 7/2/1/3
T Escribo en una tarjeta qué calma a mi bebé: la canción, el balanceo, la mantita. La maestra la usa.
W Tadpoles, mi bebé y otra familia.
O ¿Sirve aquí lo que sirve en casa?
P Va a llorar menos al dormir.
S@Shanice The song worked on the second day. I had to learn the words.
S Me contó que ya se duerme con la canción. Me dio mucha alegría.
V yes
L@Shanice A card from the mother beats all we tried in two weeks.
A expand Que todas las familias de bebés puedan hacer su tarjeta.
* Lucía > Shanice, Bao | 7/2/1/5
T Cada familia de Tadpoles llena una tarjeta: así me calmo yo.
P Casi todas la van a llenar.
S@Bao Six of seven came back. One grandfather told it to me and I wrote it down.
V yes
L@Shanice We read them in the morning, and the substitute can read them too.
A adopt Las tarjetas están junto a cada cuna.
C@Tomás Could we borrow this for the older ones? They could say it themselves.
# 5 stress -
* Shanice > Shanice | -/1/1/5 !held
T Three slow breaths at the sink before I pick up a crying baby, if the baby is safe.
W Tadpoles.
O Does it change anything for me?
P I will feel silly.
S I did feel silly. By Thursday I did it without thinking.
V yes
L It takes eight seconds. The baby notices my shoulders, I believe.
A adapt Alone I forget it. I will put a sticker on the tap.
* Shanice > Shanice, Bao | -/2/1/5
T A blue dot on the tap says: breathe first.
P Bao and I will do it most of the time.
S Bao did it more than I did. We laugh when we see each other do it.
V yes
L A dot reminds, and it does not nag.
A adopt There is a dot in every room now.
# 5 table -
* Lucía > Ruth | -/6/-/1
T La reunión del equipo es a las seis de la tarde en vez de a las dos, con cuidado para los niños.
W El equipo, este mes.
O ¿Podemos venir más madres y padres?
P Vamos a venir las dos, y quizás alguien más.
S@Ruth Both parents came, and a third one. Two teachers could not stay so late.
V yes
V@Ruth partly For parents it was right, for teachers it was not.
L@Ruth No hour is good for all.
A adapt Un mes a las dos, un mes a las seis.
* 2 Ruth > Ruth, Keisha | -/7/-/1
T We change the hour from month to month, and who cannot come tells somebody what to say for them.
P Everybody is heard at least every second month.
S Two people sent their point on paper. We read it out first.
V yes
L A voice can come to the table without its owner.
A adopt It stands in the calendar for the year.
# 6 settle disruptions
* Maya > Maya, Erin | 10/2/1/4
T The pillow moves to the window, far from the door, with three things to hold: a shell, a brush, a soft
  ball.
W Otters.
O Does the place itself make the difference?
P Children will stay longer and come back calmer.
S Longer, yes. The shell went home in a pocket, and came back the next day.
V yes
L Away from the door it is a different place.
A expand Herons want to try it with older children.
* Tomás > Tomás, Maya | 26/3/2/5
T Herons get a calm corner too, and the children choose what belongs in it.
P They will argue about what goes in.
S They voted. A box of stones won, and a picture of a dog. They go there and tell me so.
V partly They argued for two minutes only.
L What they chose they also look after.
A adopt Both rooms keep their corner.
C@Joaquín How do you tell a child who hides from a child who rests?
C@Maya Mostly by the hands. But it is a good question, we will watch.
# 6 behavior sent-home
* Ruth > Ruth | -/-/-/5
T Before I call a family to pick up a child, I go to the room for ten minutes myself.
W The whole house.
O How often is going home the only way?
P I will still call, but less often.
S Two calls that I would have made were not needed. One was.
V yes
L Ten minutes of one more adult were what the room needed, not one child less.
A adapt I am not always here. Somebody else must be able to do it.
* 2 Ruth > Ruth, Bao | -/2/-/5
T Bao or I come for ten minutes when a room asks, before anybody speaks of going home.
P One of us will be free nearly always.
D partly On Wednesday neither of us was free.
S@Bao I was called four times. Twice I only sat on the floor and it got quiet.
V partly
L Nearly always is not always. A room must know what to do then.
A adapt We need a third person.
* Ruth > Ruth, Bao, Shanice | -/3/-/5
T A third person is on the list for each half day. The list hangs at the phone.
P No room waits longer than three minutes.
S Six calls, the longest wait was four minutes. Nobody was sent home that week.
V partly
L The list is worth the hour that it takes me.
A adopt The list is part of the week’s schedule now.
"""
