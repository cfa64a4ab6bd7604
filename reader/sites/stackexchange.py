"""Stack Exchange: question, its comments, answers, and their comments as answers to them."""

from __future__ import annotations

from dataclasses import replace

from reader.markup.tree import Node, ancestors, attr, closest, remove, text_of
from reader.model.draft import DraftComment, DraftThread
from reader.sites.article import clean_title, permalink_of, site_of
from reader.sites.drafting import Drafting
from reader.sites.messages import Layout, comments_of, first_digits, without_empty
from reader.sites.page_title import title_of
from reader.sites.site import Site
from reader.sites.thread_pages import thread_pages
from reader.sites.view import PageView

_SIGNATURES = ".post-signature, .user-info:has(.user-action-time), td.post-signature, .s-user-card"
_POST = Layout(
    key="stackexchange",
    message=(".answer[data-answerid], .answer[id^=answer-]",),
    author=(
        ".user-details [itemprop=author]",
        ".user-details [itemprop=name]",
        ".user-details > a",
        ".s-user-card--link",
        ".user-details",
        ".community-wiki",
    ),
    author_link=(".user-details a[href*='/users/']", "a.s-user-card--link"),
    date=("time[itemprop=dateCreated]", ".user-action-time .relativetime", ".relativetime[title]", ".user-action-time"),
    body=(".js-post-body", ".post-text", ".s-prose"),
    link=("a.js-share-link", "a.short-link", "a.post-link"),
    avatar=(".gravatar-wrapper-32 img",),
    votes=("[itemprop=upvoteCount]", ".js-vote-count", ".vote-count-post"),
    drop=(".snippet-ctas", ".js-post-notice"),
    site_id=lambda node: attr(node, "data-answerid") or first_digits(attr(node, "id")),
)
_COMMENT = Layout(
    key="stackexchange",
    message=("li.comment[data-comment-id], li.comment[id^=comment-], tr.comment[id^=comment-]",),
    author=(".comment-user",),
    date=(".comment-date [title]", ".comment-date"),
    body=(".comment-copy",),
    link=("a.comment-link", ".comment-date a"),
    votes=(".comment-score",),
    site_id=lambda node: attr(node, "data-comment-id") or first_digits(attr(node, "id")),
)


def recognises(view: PageView) -> bool:
    """By the ids of question and answers."""
    return (
        view.first("#question .js-post-body", "#question .post-text", "#question .s-prose", ".question[data-questionid] .s-prose")
        is not None
    )


def read(view: PageView) -> list[DraftThread]:
    """The question with all that answers it, in page order; "edited" cards beside the author's are no authors."""
    question = view.first("#question", ".question[data-questionid]")
    if question is None:
        return []
    _keep_authors(view)
    drafting = Drafting(view)
    owners = [closest(node, ".answer") for node in view.all(_COMMENT.message[0])]
    notes = comments_of(view, drafting, _COMMENT, view.all(_COMMENT.message[0]), empty=True)
    answers = view.all(_POST.message[0])
    names = [node.mem_id for node in answers]
    read_answers = comments_of(view, drafting, _POST, answers, empty=True)
    below: dict[int | None, list[DraftComment]] = {}
    for owner, note in zip(owners, notes, strict=True):
        below.setdefault(owner.mem_id if owner is not None else None, []).append(note)
    ordered = list(below.get(None, []))
    for name, answer in zip(names, read_answers, strict=True):
        place = len(ordered)
        ordered.append(answer)
        ordered += [replace(note, parent=place) for note in below.get(name, [])]
    return [drafting.finish(_with_question(view, drafting, question, without_empty(ordered)))]


def _keep_authors(view: PageView) -> None:
    """Take out the cards of editors: of the cards of a post the author's is the one marked as owner, else the last."""
    posts: dict[int, list[Node]] = {}
    for card in view.all(_SIGNATURES):
        inner = card.css_first(_SIGNATURES)
        post = next(filter(_is_post, ancestors(card)), None)
        if post is not None and (inner is None or inner == card):
            posts.setdefault(post.mem_id, []).append(card)
    for cards in posts.values():
        owners = [card for card in cards if "owner" in attr(card, "class") or card.css_first("[itemprop=author], .owner") is not None]
        for card in cards:
            if (owners and card not in owners) or (not owners and card is not cards[-1]):
                remove(card)


def _is_post(node: Node) -> bool:
    """Whether an element is the question or an answer, asked of itself: a selector would search all that it holds."""
    name = attr(node, "id")
    return name == "question" or name.startswith("answer-") or attr(node, "data-answerid") != "" or attr(node, "data-questionid") != ""


def _with_question(view: PageView, drafting: Drafting, question: Node, comments: list[DraftComment]) -> DraftThread:
    body = next((node for selector in _POST.body for node in question.css(selector)), None)
    first = comments_of(view, drafting, replace(_POST, message=()), [question]) if body is not None else []
    post = first[0] if first else None
    title = next(
        (text for node in view.all("#question-header h1 a, #question-header h1, h1[itemprop=name]") if (text := text_of(node))), None
    )
    draft = replace(
        drafting.start(title=clean_title(title or "") or title_of(view) or view.page.source.name, platform="stackexchange"),
        url=permalink_of(view),
        site=site_of(view),
        pages=thread_pages(view, ".pager-answers", ".s-pagination"),
        comments=tuple(comments),
    )
    if post is None:
        return draft
    return replace(
        draft, body=post.body, author=post.author, author_url=post.author_url, published=post.published, published_text=post.published_text
    )


SITE = Site("stackexchange", recognises, read)
