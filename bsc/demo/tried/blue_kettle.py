"""What Blue Kettle tried. The notation is `bsc.demo.script`'s."""

TRIED = """
# 0 help disruptions
* Abdi > Abdi, Linh | -/4/2/5
T A yellow ball on the door sill means: come and help. Whoever sees it comes.
W Oaks and Maples.
O Does help come within a minute?
P Mostly, if the other room sees the ball.
S The ball was used six times. Twice it rolled away and nobody saw it.
V partly
L A ball rolls. It is funny now, it was not funny then.
A adapt Something that stays where we put it.
* Abdi > Abdi, Linh, Chloe | -/5/3/5
T A yellow scarf on the door handle.
P It will be seen within a minute.
S Eight times in all rooms. The longest wait was two minutes, during nap.
V yes
L It can be seen from the kitchen too. Roberta came twice.
A adapt The kitchen should know what to do when it comes.
* 2 Roberta > Roberta, Abdi | -/5/3/5
T When I see a scarf I come and take over the calm children. The teacher stays with the one who needs her.
R When I see a scarf I come and take over.
P I will be asked to do it more than once a day.
S Once a day. I read a lot of books to the rest of the group.
V yes
L It is better when the child keeps the person that he knows.
A adopt This is how we help: the helper takes the group.
C@Joaquín Who would be the helper when the kitchen is closed?
# 1 talks two-way-talks
* Michelle > Linh | 10/1/1/5
T Tell families about a hard moment on the same day by voice, never first on paper.
W Maples.
O Is a hard thing easier to hear from a face?
P I would have liked it that way.
S@Linh I told two families. One thanked me. One was upset, and we talked for ten minutes.
V yes
L@Linh Paper would have been easier for me, that is why I did it.
A adopt Hard things by voice, and good things too.
# 1 changes transitions-announced
* Linh | 10/1/1/5
T I tell toddlers two minutes ahead: soon we clean up.
W Maples.
O Do toddlers understand “soon”?
P Half of them will.
S They went on playing as if I had said nothing. Then they cried.
V no
L “Soon” is nothing that one can see.
A adapt Show it: a picture card of what comes next.
* Linh | 10/1/1/5
T A picture card on a ring: I show it to each child and wait until they have looked.
P More will come along.
S Seven of ten came along. It takes three minutes to go around.
V yes
L Waiting for the look is what does it.
A adapt They want to hold the cards.
* 2 Linh > Linh, Roberta | 10/2/1/5
T Each toddler gets one card and shows it to another child.
P Chaos and then fun.
S They announce it to each other, loudly. It works better than when I do it.
V partly There was no chaos.
L To tell it is to know it.
A adopt The ring hangs at their height.
# 2 settle disruptions
* Abdi | 17/2/1/5
T A corner with a curtain. Who goes in is left alone for five minutes.
W Oaks.
O Do they come out calmer?
P Yes, after five minutes.
S Two came out calmer. One fell asleep, one took all the markers in and drew on the wall.
V partly
L Behind a curtain I see nothing.
A adapt Half a curtain.
* Abdi | 17/2/1/5
T Half a curtain, so that I see the feet.
P No more drawing on the wall.
S The feet were quiet. So was the room.
V yes
L Feet tell a lot.
A adopt Half a curtain it is.
# 3 home parents-confident
* Michelle > Chloe, Michelle | 6/2/1/4
T Parents of babies write the nap words of their home on a card: what they say or sing.
W Acorns.
O Do the same words help here?
P With some.
S@Chloe Four of six cards came. With two babies it made a clear difference.
V yes
L@Chloe One card said “nothing, he just sleeps”. That helped as well: I stopped singing.
A adopt Each crib has its card.
# 4 think -
* Sandra > Sandra | -/8/-/1
T We talk about one hard moment in the staff meeting, with the lights low and no notes.
W All staff.
O Do people tell more when nobody writes?
P Yes.
S Two people told something. Then I asked a question, and it sounded like a check. It went quiet.
V partly
L It was my tone. I am the director, even with low lights.
A adapt Somebody else leads it, and I come only when I am asked.
* Sandra > Abdi, Linh, Chloe | -/7/-/1
T Teachers lead it themselves. I am not in the room.
P They will say more, and I will be curious.
S@Linh We said a lot. We decided what Sandra should hear, and told her.
V yes
L@Abdi It helps that she did not ask what else was said.
A adopt Once a month without me.
C@Amara This one took trust on both sides. What made you try it?
# 5 talks two-way-talks
* Samuel > Samuel, Abdi | -/5/1/3
T Fathers get a note of their own: what would you like to know about the day?
W Oaks, five fathers.
O Do fathers say less because we ask mothers?
P Two of five will answer.
S Four of five answered. One wrote two pages.
V no
L They had never been asked.
A expand Ask whoever picks up, and not only “mom”.
* Samuel > Abdi | 17/2/1/5
T We talk with whoever picks up as with a parent: grandfathers, aunts, big brothers.
P The big brothers will say nothing.
S@Abdi One big brother told me why mornings are hard at their house. He is fifteen.
V no
L@Abdi I must also think of what he should not have to carry. I called his mother, with him knowing.
A adapt With young ones we keep it light, and tell the parents.
* 2 Abdi > Abdi, Linh | 27/3/2/5
T Grown-ups get a real talk, young ones a good word and a note for home.
P It sorts itself out.
S It did.
V yes
L Who can carry what is a good question for every talk.
A adopt We tell new colleagues about it.
# 6 rooms disruptions
* Abdi > Abdi, Roberta | 17/3/1/5
T Oaks eat in two groups.
W Oaks.
O Is lunch loud because there are so many of us?
P Half as loud.
S Half as loud, and twice as long. The second group was hungry and cross.
V partly
L Waiting to eat is worse than noise.
A abandon We eat together again. The hunger was worth knowing: snack is earlier now.
# 6 stress staff-support
* Chloe > Chloe, Roberta | -/2/1/5 !held
T I leave the room for three minutes after each feeding round. Roberta takes over.
W Acorns.
O Are three minutes enough?
P I will feel guilty.
S I felt guilty until Wednesday.
V yes
L Three minutes are enough when they are sure to come.
A adopt It is in both our plans.
# 7 small minutes-on-data
* Linh > Linh, Abdi | -/3/2/5
T Every room counts all eight things on each day of the counting week, not only two.
W Maples and Oaks.
O Is a full picture worth the time?
P It will be too much.
S It takes eleven minutes instead of six. Wednesday’s sheet had gaps.
V yes
L We learned more than before, and paid for it.
A adapt One person per room who counts, and the other covers.
* Linh > Linh, Abdi, Chloe | -/5/3/5
T One person per room counts, the other covers for five minutes at the end of the day.
P No gaps.
S One gap in five days.
V partly
L It is a price. We should ask next year if we still need all of it.
A adopt For this year.
# 8 arrive greeted
* Chloe | 6/1/1/5
T I say the baby’s name first and the parent’s name after it.
W Acorns.
O Does anybody notice?
P No.
S Three parents noticed that I know their name.
V no
L I had called them all “mom”.
A adopt We learned all the names. It took a week.
# 8 same disruptions
* Sandra > Sandra, Roberta | -/-/-/5
T Breaks follow the children: no break at the moment when a room changes its activity.
W All rooms.
O Do hard moments come when a known face leaves?
P Some do.
S Fewer calls for help at noon. Two people ate at half past two, and were not happy.
V partly
L Right for children, wrong for stomachs.
A adapt Breaks ten minutes after each change.
* Sandra > Sandra, Abdi, Linh | -/-/-/5
T Breaks begin ten minutes after each change of activity.
P Nobody eats after one o’clock.
S@Abdi It worked for all in Oaks.
S@Linh In Maples we changed later than planned, and so I ate late.
V partly
L It needs a clock in the room, and somebody who says go.
A adopt With a clock.
# 9 feel -
* Abdi > Abdi, Samuel | 17/2/1/5
T A father and I act out a quarrel about a truck, and the children tell us what to do.
W Oaks.
O Do they know what to do when it is not theirs?
P They will tell us to share.
S They told us to cry first. Then to get a grown-up. Then to share.
V partly
L Crying first is a good idea.
A adapt With puppets, since Samuel cannot come each week.
* Abdi | 17/2/1/4
T The same with two puppets.
P It works as well.
S They wanted the father. The puppets were sent to sleep.
V no
L It was the man on the floor who made it real.
A abandon Once in a while with a father, no puppets.
# 10 behavior sent-home
* Sandra > Sandra, Linh | -/-/-/5
T We ask “what happened before?” three times before we ask “what shall we do?”.
W The office and Maples.
O Does asking slow us down in a good way?
P It will feel slow.
S@Linh With the third question I saw that I had rushed him.
S We had one call home instead of two or three.
V yes
L The third question is about us.
A adopt It is on the wall of my office, where I see it.
# 10 choice disruptions
* Linh | 10/1/1/5
T Toddlers choose who helps them with the coat: I, or a friend.
W Maples.
O Is the coat a fight about who decides?
P They will choose friends, and it will take ages.
S It took ages. Nobody cried. We went out with open coats.
V yes
L An open coat is fine when it is not freezing.
A adopt In winter we start five minutes earlier.
# 11 lang -
* Samuel > Samuel | -/6/-/1
T A list of words in our languages for: hungry, tired, mom comes back.
W Families of all rooms.
O Are three words enough to comfort?
P They are better than none.
S Six families gave their words. We had to practice how to say them.
V yes
L Saying it badly makes parents laugh, and then they help.
A adopt The list hangs at each diaper table.
# 12 talks two-way-talks
* Chloe | 6/1/1/5
T I ask each family at the end of the week: what should I do differently next week?
W Acorns.
O Will parents say it to my face?
P They will say: nothing.
S “Nothing” from four. One said: fewer photos, more sleep.
V partly
L One honest answer a week is a lot.
A adapt Write it down for those who do not like to say it.
* Chloe | 6/1/1/5
T The same question on a card with a box for it.
P More answers.
S The box was empty on Friday.
V no
L They would rather say it than write it. I had it the wrong way round.
A abandon I ask by mouth, and wait longer.
# 13 settle disruptions
* Abdi > Abdi, Roberta | 17/3/1/5
T After a hard moment the child helps in the kitchen for ten minutes.
W Oaks.
O Is it a reward for being loud?
P Others will want to go as well.
S They did want to. On Thursday somebody threw a chair and looked at the kitchen.
V yes
L They told us what they need: all of them want the kitchen.
A adapt Kitchen time for everybody, in turns, and not after hard moments.
* Roberta > Roberta, Abdi | 17/2/1/5 !study
T Two children a day help in the kitchen, by the list. Nobody has to earn it.
P Fewer chairs and more carrots.
S Ten children have been here. One told me all about his grandmother.
C@Hannah What did you see in the room while two were away?
# 14 help staff-support
* Linh > Linh, Chloe | -/3/2/5
T We end each hard moment with “what do you need?” to the adult.
W Maples and Acorns.
O Do we answer it?
P With “nothing”.
S With “water”, mostly.
V no
L Water is a fine answer.
A adapt Now the children ask it too. We would like to see what comes of that.
* Linh | 10/2/1/5 !do
T We ask it of the children who saw it, too: what do you need?
P They will say water.
S They said water. Then one said “mom”, and we looked at her picture together.
# 15 arrive greeted
* Michelle > Michelle, Linh | 10/2/1/3 !plan
T Parents write on the back of the door what a good morning is for their child.
W Maples.
O Do we know what a good morning looks like to them?
P It will be shorter than we think.
# 15 kept -
* Abdi > Abdi | -/3/-/5 !do
T A new colleague learns the scarf from a child, not from us.
W Oaks.
O Do the children know how we help each other?
P They know it better than I do.
C@Amara I would love to hear their words for it.
# 15 talks two-way-talks
* Samuel > Samuel, Abdi | -/4/-/2 !study
T Two fathers phone two new fathers before the first day.
W Four families.
O What does a new father want to know?
P Where to park.
S Where to park. And if it is all right to cry in the car.
V yes
# 15 table -
* Sandra > Sandra | -/9/-/1 !plan
T Parents and teachers write the questions for the next interview of a new teacher.
W One open position.
O What do they ask that I do not?
P How somebody is when it gets loud.
# 15 rooms disruptions
* Linh > Linh | 10/2/1/3 !act
T We hang blankets on the wall next to the sink, where it echoes.
W Maples.
O Is it the sink that makes washing hands so loud?
P A bit quieter.
S They leaned on the blankets and waited their turn.
V partly
L Quieter since they lean, not since it echoes less.
"""
