"""What Three Sparrows tried until it left in the twelfth month. The notation is `bsc.demo.script`'s."""

TRIED = """
# 0 arrive disruptions
* Tamika > Tamika, Devon | 14/2/1/4
T Breakfast is open from seven to nine. Children sit down when they are ready, not all at eight.
W Branch.
O Is it the waiting for breakfast that makes mornings hard?
P Less waiting, and more crumbs.
S Nobody had to wait. Crumbs, yes, a lot.
V yes
L Eight o’clock was our clock, not theirs.
A adapt One of us is tied to the table for two hours.
* Tamika > Devon, Tamika | 14/2/1/5
T Children serve themselves, and wipe their place.
P It will be slower and messier.
S@Devon Messier for two days. Then they told each other how to do it.
V partly
L They can do more than we let them.
A adopt Open breakfast stays.
# 1 talks two-way-talks
* Luis/Tamika > Nadia | 9/1/1/5
T Tell me at pick-up what she did, not what she ate. I can see what she ate on the sheet.
W Nest, every family.
O What do parents want to talk about?
P People will like it better.
S@Nadia I had to watch more closely to have something to tell. That is a good thing.
V yes
L@Nadia A thing that a child did starts a talk. A list does not.
A adapt With nine families I remember six. I need a note for myself.
* Nadia > Nadia | 9/1/1/5
T I carry a small pad and write one word for each child.
P I will have something to tell everybody.
S Eight of nine. The pad fell into the paint on Wednesday.
V yes
L One word is enough to remember a whole moment.
A adopt I have a pad with a plastic cover now.
# 1 arrive disruptions
* Jasmine > Tamika, Jasmine | 3/3/1/5
T Parents stay for ten minutes in the morning and play, instead of a goodbye at the door.
W Branch, three families who can.
O Is a long goodbye easier than a short one?
P It is easier for the child and harder for the teacher.
S@Tamika For two children yes. The third cried as long as before, only later.
S My boy was proud to show me the blocks. I was late for work twice.
V partly
V@Tamika partly The others asked where their mothers were.
L Ten minutes are hard for families with a boss.
A abandon It is not fair to those who cannot stay. A picture of the family on the wall is for all.
# 2 rooms disruptions
* Devon > Devon, Tamika | 14/2/1/5
T We turn off the radio for the whole morning.
W Branch.
O Who needs the music, they or we?
P I will miss it most.
S I did miss it. They talked more with each other.
V yes
L The music was for me.
A adopt Music is for dancing now.
# 3 changes transitions-announced
* Nadia > Nadia, Omar | 9/2/1/4
T We go to the yard in two groups of four and five.
W Nest.
O Is it the waiting at the door?
P Shorter waits, fewer pushes.
D partly On Tuesday there was nobody for the second group.
S Two groups on three days. No pushes at all on those.
V yes
L It needs two adults for ten minutes. We do not always have two.
A adapt Ask the office to help for ten minutes.
* Nadia > Patrick, Nadia | 9/2/1/5
T The director comes for ten minutes at half past nine.
P He will come on three of five days.
S He came on two.
S@Patrick I meant to. The phone did not agree.
V no
L Good will is not a plan.
A abandon I do not want to wait for somebody who cannot come. We go late, all together.
C@Hannah It is good that both of you wrote down what you saw. What would have to change for him to be free
  at that time?
# 4 help disruptions
* Tamika > Tamika, Nadia | -/3/2/5
T We knock on the wall between the rooms when we need help.
W Nest and Branch.
O Does the other room hear it?
P Yes, if nobody drums.
S Somebody always drums.
V no
L A signal must be different from what children do.
A adapt A lamp with a button.
* Tamika > Devon, Nadia | -/3/2/5
T A lamp that lights up in the other room when one presses a button.
P Help comes within a minute.
S@Devon The children pressed it eleven times on the first day.
V no
L We laughed a lot, but nobody was helped.
A abandon The button is too nice. We will just say it aloud.
# 4 settle disruptions
* Devon | 1/2/1/5
T I carry a child who is angry in the mornings to the window, and we count cars.
W Branch, one child.
O Does counting help to come down?
P We will count to ten.
S We counted to thirty and he asked for trucks only.
V partly
L It is not the counting. It is that somebody looks where he looks.
A adopt I do it with others too.
# 5 behavior sent-home
* Patrick > Patrick, Tamika | -/-/-/5
T I sit in Branch for one hour each morning instead of coming when there is trouble.
W Branch.
O What do I see that I do not see from the office?
P The children will be better because I am there.
S They were not better. I saw that the room is short of one pair of hands from eight to nine.
V no
L It is arithmetic and not behavior.
A adapt I will ask the owner for an hour more each day.
* 2 Patrick > Omar, Patrick | -/3/1/5
T Omar starts an hour earlier, for five weeks, and we see.
P Fewer calls to families.
S@Omar I was there for four days. On Friday I drove the bus, since nobody else could.
V partly
L An hour helps as long as nobody takes it away.
A abandon The owner did not pay for it any longer. What we learned: it was the right hour.
# 6 talks parents-confident
* Jasmine > Jasmine | -/5/-/2
T A parents’ table in the hall with coffee on the first Monday.
W All families.
O Do parents stay if there is a place to stay?
P Ten people.
S Four people, and two of them were grandparents who came back on Tuesday.
V no
L Four that talk are better than ten that run.
A adapt Every Monday, without cake.
* Jasmine > Jasmine, Tamika | -/8/-/1
T Every Monday from half past seven, only coffee.
P Four to six people.
S Five. One father asked how we do it with the screaming, and three others asked too.
V yes
L Nobody wants to ask that alone.
A adopt I do it as long as I can.
# 6 stress -
* Devon | -/1/1/5
T I write down at noon what went well in the morning, one line.
W For myself.
O Does it change how I go into the afternoon?
P No.
S On three of five days I was surprised that there was something.
V no
L I remember the bad and forget the good.
A adopt It is in my pocket.
# 7 changes transitions-announced
* Tamika > Tamika, Devon | 14/2/1/4
T We take one change out of the morning: no circle before going out.
W Branch.
O Do we need all five changes?
P They will miss the circle.
S Nobody asked for it. We went out with twelve children who were dressed and in a good mood.
V no
L The best change is the one that is not there.
A adopt Circle is after the yard.
C@Joaquín May I tell the other teams this sentence?
# 7 help staff-support
* Nadia > Nadia, Tamika | -/4/-/3 !held
T We say at the end of the day what was too much, in one sentence each.
W All of us.
O Can it be said before somebody quits?
P It will be the same sentence every day.
S It was: we are too few. Every day, from everybody.
V yes
L We know it. Saying it does not bring anybody.
A adapt Write it to the owner, with the days.
* 2 Nadia > Nadia, Patrick | -/4/-/4
T We send the owner a list: on which days which room was short, and what did not happen then.
P We get an answer.
S@Patrick We got one. There will be no new position this year.
V yes
L An answer is better than waiting. It was not the one we hoped for.
A abandon There is nothing more to test here.
# 8 same -
* Omar > Omar, Nadia | 9/2/1/5
T I am always the one who opens Nest. Before, it was whoever came first.
W Nest.
O Do toddlers come in easier to the same face?
P After three days they know.
S After two. One held on to my leg until nine.
V yes
L I have to tell them on the day before when I will not be there.
A adopt I open, and a photo of me hangs there when I do not.
# 9 feel -
* Tamika | 14/1/1/3
T We draw how we feel, before lunch.
W Branch.
O Do they draw more than they say?
P They will draw houses.
S They drew houses.
V yes
L Maybe a house is a feeling. I could not tell.
A abandon I have no time to sit down with each of them, and without that it is only paper.
# 10 arrive disruptions
* Tamika > Tamika, Jasmine | 14/2/1/3
T A last try: the parents who have coffee on Monday bring their children in together, as a small train.
W Branch, five families.
O Do children come in easier with another child?
P A louder hall and fewer tears.
S Loud and happy. It was our best Monday in a long time.
V yes
L They help each other in. We only held the door.
A adopt The parents say that they go on with it, with us or without.
C@Hannah Whatever comes now: this is worth keeping, and other teams will read it.
"""
