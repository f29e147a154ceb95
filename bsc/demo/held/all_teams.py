"""Cross-team meetings, and the learning sessions (those in the months of the sessions)."""

ALL_TEAMS = """
# 0 Hannah
N Six kinds of mornings, and one question: who is calm first?
D Each team shows one thing that it tries, finished or not.
# 1 Hannah
G How to test something small
N A test is small if you can start on Monday.
N@Maya_Lindqvist Ours failed, and we were asked the most about it.
D Nobody needs to bring something that worked.
# 2 Amara
N@Denise_Carvalho A bell is an alarm for some children.
# 3 Hannah
N Welcome to Tall Grass. They asked what we would do differently.
I@Hannah Send them the list of what we tried.
# 4 Amara
N@Maya_Lindqvist I told about the phone call and the e-mail. It was quiet, then everybody spoke.
D We ask in all teams how families like to be reached.
# 5 Joaquín
N@Inés_Valdivia Nuestro número de teléfono quería decir malas noticias.
# 6 Hannah
G Rooms that calm
N Four teams have a corner, four kinds of them. Small and in sight, said all four.
N@Abdi_Warsame Feet tell a lot.
D Who likes to tries it with the children’s own choice of things.
# 7 Amara
N We looked at all charts and did not compare the teams. It is not easy not to.
# 8 Joaquín
N@Tamika_Ellison The best change is the one that is not there.
D More than one team wants to leave something out.
# 9 Hannah
N Three Sparrows told us that they may have to leave. We listened.
I@Hannah Ask the funder about hours for small centers.
# 10 Amara
N@Keisha_Monroe Parents say to a parent what they do not say to a teacher. Not in every center, it turned out.
# 11 Hannah
G What stays when somebody leaves
N What is written on the inside of the door stays.
N@Rosa_Méndez Lo escribieron los niños.
D Each team picks one thing that new people learn in their first week.
# 12 Joaquín
N@Khadija_Bello First nothing, then something.
# 13 Amara
N The lunch hour came up in four teams.
I@Amara! Bring what is known on noise and hunger.
# 14 Hannah
G How we go on after the last month
N@Ruth_Adeyemi I would like to go on meeting the others.
D The directors make a proposal.
I@Ruth_Adeyemi! Write down what meeting on costs, and what it gives.
"""
