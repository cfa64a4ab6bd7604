"""The accuracy gate: our own annotated threads must not fall below these floors; with the corpus at hand, the founding thread too."""

from __future__ import annotations

from ablation import rows
from annotated import load_all, score, score_all, table

from reader.threads.evidence import PIECES
from reader.threads.link import link

FLOORS = {"recall": 99.0, "precision": 99.0, "targets": 97.0, "parents": 97.0, "sure right": 99.0, "right sure": 80.0}


def test_there_is_enough_to_measure() -> None:
    threads = load_all()
    assert len(threads) >= 20
    assert sum(len(t.discussion.comments) for t in threads) >= 750
    assert {t.discussion.post.language for t in threads} >= {"en", "de", "fr", "es", "ru", "ja"}


def test_accuracy_stays_above_its_floors() -> None:
    result = score_all(link)
    sure_right, right_sure = result.calibration()
    figures = {
        "recall": result.share("found"),
        "precision": result.precision,
        "targets": result.share("right"),
        "parents": result.parent_share,
        "sure right": sure_right,
        "right sure": right_sure,
    }
    low = {name: value for name, value in figures.items() if value < FLOORS[name]}
    assert not low, "\n".join([str(low), table(result), *result.notes])
    assert result.decoys == 0
    assert result.off["right"] == result.off["wanted"]
    assert result.ghosts["right"] == result.ghosts["wanted"]


def test_every_thread_stands_on_its_own() -> None:
    for annotated in load_all():
        result = score(annotated, link(annotated.discussion))
        assert result.share("right") >= 80, (annotated.name, result.notes)


def test_each_piece_of_evidence_can_be_switched_off() -> None:
    measured = {row.off: row for row in rows()}
    assert set(measured) == {"", *PIECES}
    assert measured["author"].targets < measured[""].targets
    assert measured["number"].targets < measured[""].targets
