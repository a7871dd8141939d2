"""HX: tweets "will be grammatically correct" (S9)."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context

import pytest

from policy.grammar import slips
from policy.roll import PupilName, Roll
from tests.policy import tools

passes = partial(tools.assert_passes, "grammar")
flags = partial(tools.assert_flags, "grammar", doubtful=True)

CLEAN = """
Year 3 have been busy making Viking longships out of junk modelling. Aren't they fab? #Vikings
Reminder: INSET day on Monday 2nd September. School reopens Tuesday 3rd at 8.50am.
EYFS parents: phonics workshop tomorrow at 9.15 in the hall. Tea and coffee provided ☕
Today in maths we used Numicon and Dienes to explore number bonds to 20.
PTA AGM this Weds 7pm in the staffroom, all welcome. Wine and nibbles!
Lost: one navy school jumper, age 7-8, left on the KS1 playground.
Year 6 SATs week is here. Remember: early night, good breakfast, just do your best!
Wow, what a performance! Tickets for tonight's matinee of Oliver! have sold out.
Year 1 retold The Gruffalo using puppets, props and silly voices.
Ay up! Yorkshire Day fun with parkin, flat caps and whippets.
Our SENDCo, Mrs Bell, is running a coffee morning on ADHD and autism.
Ofsted: we are GOOD! So proud of our staff, pupils and families.
Art week day 3: papier-mâché masks, mosaics and marbling.
Y5 science: which materials dissolve? Salt and sugar do, sand and chalk don't.
Class 4 loved their visit to the mosque. We took our shoes off and learned about wudu.
HT's blog is up. Have a read: http://www.school.uk/blog
Thanks to Tesco for the fruit, to Asda for the bags and to Mr Khan for the tombola prizes.
Harvest: tins, packets and jars please, e.g. soup, beans and jam.
Please don't park on the zig-zags outside school.
So so proud of our choir, very very well done. Bye bye Year 6!
@ChesterZoo was brilliant. 🦒 we will be back!
Sooo much fun in the snow... and hot chocolate after. Woohoo!
The team are winning. The team is winning. Everybody's happy!
We organised, we realised, we coloured the centre grey and practised our spellings.
Jesus’s resurrection, Tutankhamun’s tomb and Roald Dahl’s rhymes.
On Monday we began with Yr 1, Yr 3, Yr 4 and Yr 5 out on trips.
Gong xi fa cai! Bore da! Bonjour les enfants! Diolch yn fawr.
Oliver! rehearsals are going well. Wow! what a day.
A is for apple, B is for ball. Reception know the letters s, a, t, p, i and n.
They know every one of the kings, and expect slime from Monday.
We ‘dooked’ for apples and said “fantabulous”. What a #fantastic day!
""".strip().splitlines()

MISTAKES = """
recieved -> We recieved a lovely letter from the mayor. -> received
definately -> Year 4 definately enjoyed the trip. -> definitely
Febuary -> The disco is in Febuary. -> February
suprise -> What a suprise we had in assembly! -> surprise
comming -> Who is comming to the fair? -> coming
monday -> Swimming is on monday this week. -> Monday
an -> This is an test of our new boat. -> a
a -> Everyone ate a apple. -> an
the the -> We went to the the park. -> the
Their -> Their is no school on Monday. -> There
there -> The children read there books. -> their
Its -> Its a lovely day for a picnic. -> It's
it's own -> The class has it's own garden. -> its own
you're child -> Please send you're child in with a coat. -> your child
should of -> We should of won the cup. -> should have
was -> We was so proud of the team. -> were
The children was -> The children was amazing today. -> The children were
We done -> We done it! Top of the league. -> We did
went -> Year 3 has went to the museum. -> gone
today -> today we went to the park. -> Today
we -> What a day. we had fun. -> We
i -> Then i went home. -> I
then -> Year 4 ran faster then Year 5. -> than
alot -> We enjoyed it alot. -> a lot
childrens -> The childrens work is on display. -> children's
wont -> It wont rain. -> It won't
to much -> There was to much rain. -> was too much
quite -> It was very quite in the library. -> quiet
thankyou -> A big thankyou to the PTA. -> thank you
color -> We mixed every color there is. -> colour
""".strip().splitlines()


@pytest.mark.parametrize("text", CLEAN)
def test_posts_as_schools_write_them_pass(text: str) -> None:
    passes(text)


@pytest.mark.parametrize("line", MISTAKES)
def test_mistakes_are_asked_about_and_the_right_word_offered(line: str) -> None:
    at, text, right = line.split(" -> ")

    (mark,) = tools.marks("grammar", text)

    assert mark.span
    assert at in text[slice(*mark.span)]
    assert mark.doubtful
    assert mark.fixes[0].label == f"Write “{right}”"
    assert right in mark.fixes[0].applied_to(text)


def test_offensive_word_is_left_to_its_own_rule() -> None:
    passes("Some are proper chavs and mongs.")


def test_strict_policy_leaves_no_doubt() -> None:
    tools.assert_flags("grammar", "We recieved a letter.", at="recieved", options={"strict": True})


def test_word_the_school_knows_passes() -> None:
    passes("Meet at the libary.", {"known": "Libary other"})


def test_names_of_pupils_staff_and_school_pass() -> None:
    staff = Roll.of([PupilName(1, "Freind", "Comming")])
    draft = tools.facts("Mrs Comming and Rose Hill met at Shool Lane.")

    flags(draft, at=("Comming", "Shool"))
    passes(tools.facts("Shool Lane", school_phrases=("Shool Lane",)))
    passes(replace(tools.facts("Freind Comming"), staff=staff))


def test_description_may_begin_with_a_small_letter_and_is_read_for_spelling() -> None:
    passes(tools.facts("Sports day", alt="children run across a field"))
    flags(tools.facts("Sports day", alt="Children in the libary"), at="libary", where="alt:1")


def test_no_word_is_proposed_that_the_school_would_not_send() -> None:
    (mark,) = tools.marks("grammar", "Who is comming to the fair?")

    assert [fix.label for fix in mark.fixes] == ["Write “coming”"]


def test_apostrophe_is_written_as_the_author_writes_it() -> None:
    (mark,) = tools.marks("grammar", "Please send you’re child in.")

    assert mark.fixes[0].applied_to("Please send you’re child in.") == "Please send your child in."
    assert tools.marks("grammar", "Who’s coat is this?")[0].fixes[0].label == "Write “Whose coat”"


@pytest.mark.parametrize(
    "text",
    ["a" * 4000, "." * 4000, '"' * 1100, "e\u0301\u0302\u0303" * 300, "\ud800 x", "😀" * 900],
)
def test_hostile_text_is_answered(text: str) -> None:
    passes(text)


def test_many_threads_may_ask_at_once() -> None:
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(partial(tools.marks, "grammar"), ["We should of won."] * 20))

    assert [len(marks) for marks in found] == [1] * 20


def test_forked_process_asks_a_checker_of_its_own() -> None:
    flags("We should of won.", at="should of")
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as processes:
        found = processes.submit(slips, "We should of won.").result(timeout=30)

    assert [(slip.start, slip.end) for slip in found] == [(3, 12)]
