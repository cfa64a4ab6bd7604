"""What counts as a reference and what does not: one line of text beside what a reader would say."""

from __future__ import annotations

import pytest

from reader.model.discussion import Body, Comment, Discussion, Post, Reference, Role, Source, Toward
from reader.threads.link import link

PEOPLE = {
    1: ("Petri Krohn", "The harbour has been closed since Monday because of the ice on the northern pier."),
    2: ("james", "I think the ferry captain was right to turn back before the storm reached the bay."),
    3: ("b", "Three of the lighthouses are automatic now, the keepers were sent home years ago."),
    4: ("Mina", "My grandmother kept the lamp on Skerry rock, she hated every foghorn in the county."),
    5: ("FecklessLeft", "Nobody asks what the dredging costs the oyster people, do they?"),
    6: ("山田", "灯台の写真を送りました。"),
    7: ("Иван", "Маяк построили при царе, и с тех пор его ни разу не красили."),
}
MINE = 9


def linked(text: str, author: str = "Reader", **more: object) -> list[Reference]:
    comments = [
        Comment(-(n + 1), f"k{n}", who, Body(said), number=n, published=f"2016-05-03T10:{n:02d}:00+00:00", source=0)
        for n, (who, said) in PEOPLE.items()
    ]
    comments.append(Comment(-10, "mine", author, Body(text), number=MINE, published="2016-05-03T10:30:00+00:00", source=0))
    source = Source("page.txt", "0" * 64, "text", "2026-01-01T00:00:00Z", first_number=1, last_number=9)
    post = Post(
        -1,
        "Boats",
        Body("The boats stay in the harbour this winter, says the master, and nobody objects."),
        author="Host",
        sources=(source,),
    )
    return list(link(Discussion(post, tuple(comments))).comments[-1].references)


@pytest.mark.parametrize(
    ("text", "surface", "number"),
    [
        ("@2 surely not", "@2", 2),
        ("@ 2 james surely not", "@ 2 james", 2),
        ("#4 @Mina that must have been hard", "#4 @Mina", 4),
        ("james@2 surely not", "james@2", 2),
        ("@$2 - surely not", "@$2", 2),
        ('@mina @4 "the lamp" indeed', "@mina @4", 4),
        ("re Mina 4\n\nHow long?", "Mina 4", 4),
        ("Mina 4. How long?", "Mina 4", 4),
        (">>2\nsurely not", ">>2", 2),
        ("＞＞２\nno", "＞＞２", 2),
        ("comment 4 says it all", "comment 4", 4),
        ("As for post #4, how long?", "post #4", 4),
        ("Nr. 4: wie lange?", "Nr. 4", 4),
        ("Kommentar 4 sagt alles", "Kommentar 4", 4),
        ("commentaire n° 4 : combien de temps ?", "commentaire n° 4", 4),
        ("comentario 4: ¿cuánto tiempo?", "comentario 4", 4),
        ("комментарий 4: сколько лет?", "комментарий 4", 4),
        ("コメント4の言う通り", "コメント4", 4),
        ("4さん、いつですか", "4さん", 4),
        ("Mina, how long did she stay?", "Mina", 4),
        ("Thank you Mina, that was lovely.", "Mina", 4),
        ("lol mina... foghorns are music", "mina", 4),
        ("@feckless left nobody asks, true", "@feckless", 5),
        ("Petri, is it open again?", "Petri", 1),
        ("I agree with Krohn about the pier.", "Krohn", 1),
        ("b: the keepers were not sent home, they were bought out", "b", 3),
        ("thanks b, I did not know that about the lighthouses", "b", 3),
        ("Mina's grandmother sounds like mine", "Mina's", 4),
        ("山田さん、ありがとう", "山田", 6),
        ("Согласен с Иваном, пора красить", "Иваном", 7),
        ("Спасибо, Иван!", "Иван", 7),
        ("Mina wrote:\nMy grandmother kept the lamp\nWhich one?", "Mina", 4),
        ("Zitat von Mina\nMy grandmother kept the lamp\nWelche?", "Mina", 4),
        ("Mina a écrit :\nMy grandmother kept the lamp\nLaquelle ?", "Mina", 4),
        ("Mina escribió:\nMy grandmother kept the lamp\n¿Cuál?", "Mina", 4),
        ("Originally Posted by Mina\nMy grandmother kept the lamp\nWhich one?", "Mina", 4),
        ("On May 3, 2016 at 10:04 AM, Mina wrote:\nWhich lamp?", "Mina", 4),
        ("Mina | May 3, 2016 10:04:20 AM | 4\nWhich lamp?", "Mina | May 3, 2016 10:04:20 AM | 4", 4),
        ("My grandmother kept the lamp on Skerry rock, she hated every foghorn in the county.\nMine too!", "My grandmother", 4),
        ("“she hated every foghorn in the county” - mine too", "“she hated", 4),
    ],
)
def test_found(text: str, surface: str, number: int) -> None:
    found = [r for r in linked(text) if r.text.startswith(surface) or surface.startswith(r.text)]
    assert [r.target for r in found][:1] == [-(number + 1)], linked(text)


@pytest.mark.parametrize(
    "text",
    [
        "It cost me $4 and a ticket @ $2.50 each",
        "In 2004 we had 3 of them, since 1998 only 2",
        "We met at 4:30, or was it 3 pm?",
        "About 4% of the boats, 2 km from shore",
        "The Mi-28s flew over T4 at noon",
        "1) mend the pier\n2) paint the lamp\n3) go home",
        "Read #boats and #3rdpier",
        "Follow @harbour_master or @MinaOfficial on the usual site",
        "Write to mina@4harbours.org or james@example.com",
        "the #1 reason is money, the #2 reason is more money",
        "Our No. 4 boat and Resolution No. 2254",
        "`@4 = lamp[2]` is what the log says",
        "We sold 2,000 tickets, 4.5 a day, on 3/4/2016",
        "Chapter 4, verse 2; 3 men and 2 dogs",
        "Ron James and Mina Smith were not there",
        "vitamin b and plan b are the same to me",
        "http://example.org/mina/4 has a map",
        "4円で買った。2016年4月2日、3時",
    ],
)
def test_not_found(text: str) -> None:
    assert [r.text for r in linked(text)] == []


def test_number_and_name_that_disagree_name_wins() -> None:
    (found,) = linked("@3 Mina, how long did she stay?")
    assert found.target == -5
    assert "off-by-1" in found.evidence
    assert found.text == "@3 Mina"


def test_list_and_range_give_one_reference_each() -> None:
    found = linked(">>1,3-5\nall wrong")
    assert [(r.text, r.target) for r in found] == [(">>1", -2), ("3", -4), ("5", -6)]


def test_unknown_number_is_honest() -> None:
    (found,) = linked("@57 you are mistaken")
    assert (found.to, found.target) == (Toward.UNKNOWN, None)


def test_role_tells_speaking_to_from_speaking_about() -> None:
    (speaks,) = linked("@4 how long did she stay?")
    assert speaks.role is Role.ADDRESS
    (about,) = linked("The lamp on the rock (@4) is still there.")
    assert about.role is Role.MENTION
    (troll,) = linked("I saw it all from the pier and I must say that Mina @4 is right.")
    assert troll.role is Role.MENTION


def test_anonymous_is_nobody() -> None:
    comments = tuple(
        Comment(-(n + 2), f"k{n}", "Anonymous", Body(text), number=n + 1)
        for n, text in enumerate(["one thing", "Anonymous, you are wrong", "@Anonymous no"])
    )
    out = link(Discussion(Post(-1, "t", Body("words")), comments))
    assert all(not c.references for c in out.comments)


def test_own_name_is_no_reference() -> None:
    assert linked("Mina here again, about the lamp.\n\nMina", author="Mina") == []


def test_link_to_a_comment_and_to_another_thread() -> None:
    from reader.model.library import KnownThread

    comments = (
        Comment(-2, "a", "Ann", Body("first"), site_id="c77", url="https://site.org/2016/boats/#c77"),
        Comment(
            -3,
            "b",
            "Bob",
            Body(
                "see here and there",
                '<p>see <a href="https://site.org/2016/boats/#c77">here</a> and <a href="https://www.site.org/2015/ice/">there</a></p>',
            ),
        ),
    )
    post = Post(-1, "Boats", Body("text"), url="https://site.org/2016/boats/")
    known = (KnownThread(9, "Ice on the pier", "http://site.org/2015/ice/?utm_source=x", "site.org"),)
    out = link(Discussion(post, comments), known=known)
    here, there = out.comments[1].references
    assert (here.text, here.to, here.target) == ("here", Toward.COMMENT, -2)
    assert (there.text, there.to, there.target_post) == ("there", Toward.EXTERNAL, 9)
    assert link(Discussion(post, comments)).comments[1].references == (here,)


def test_a_post_does_not_refer_to_itself() -> None:
    url = "https://harbour.example.org/2016/boats.html"
    post = Post(-1, "Boats", Body("Share this. The boats stay in.", f'<p><a href="{url}">Share this.</a> The boats stay in.</p>'), url=url)
    comment = Comment(-2, "k", "Mina", Body("See above.", f'<p>See <a href="{url}">above</a>.</p>'), number=1, source=0)
    made = link(Discussion(post, (comment,)))
    assert made.post.references == ()
    assert [reference.to for reference in made.comments[0].references] == [Toward.POST]
