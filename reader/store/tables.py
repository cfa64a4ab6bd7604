"""The tables of a library, as peewee models made for one database.

Binding is process-wide in peewee and rebinding sends writes into the wrong file, so every `Library` has models of its own and nothing is
ever bound again. What is a list of small values inside one row (gaps, notices, evidence ...) is JSON text; what is looked up has columns.

Derived tables (``skeleton``, ``state`` and the search index) can be rebuilt from the others at any time. What a person did (``mark``,
``personal``, ``tag``, ``place``, ``manual_*``, ``name_*``) hangs on the post's id and the comment's stable key, never on its row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from peewee import (
    AutoField,
    BigIntegerField,
    BlobField,
    BooleanField,
    CompositeKey,
    FloatField,
    ForeignKeyField,
    IntegerField,
    Model,
    SqliteDatabase,
    TextField,
)
from playhouse.sqlite_ext import AutoIncrementField

APPLICATION_ID = 0x74_68_66_6F
"""``thfo``: tells a library from any other SQLite file."""
UNKNOWN_TIME = -(2**30) - 1
"""Stands in ``time`` columns (minutes since 1970-01-01) where no moment is known, so that the newest come first by plain ordering."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Names of one table for plain SQL, columns in the order of the model's fields."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]

    @property
    def key_places(self) -> tuple[int, ...]:
        """Where the key's columns stand in a row."""
        return tuple(self.columns.index(column) for column in self.key)


@dataclass(frozen=True, slots=True)
class Tables:
    """The models of one library. Their fields are not known to the type checker, because the classes are made at run time."""

    meta: Any
    author: Any
    post: Any
    comment: Any
    reference: Any
    source: Any
    receipt: Any
    original: Any
    asset: Any
    mark: Any
    personal: Any
    tag: Any
    place: Any
    manual_parent: Any
    manual_reference: Any
    name_meaning: Any
    name_pair: Any
    skeleton: Any
    state: Any
    undo: Any

    def models(self) -> list[Any]:
        """All models, referred-to tables first."""
        return [getattr(self, name) for name in self.__slots__]


def layout_of(model: Any) -> Layout:
    """The plain names of ``model``."""
    meta = model._meta
    key = meta.primary_key
    names = [meta.fields[name].column_name for name in key.field_names] if isinstance(key, CompositeKey) else [key.column_name]
    return Layout(meta.table_name, tuple(field.column_name for field in meta.sorted_fields), tuple(names))


def make_tables(database: SqliteDatabase) -> Tables:
    """Models bound to ``database`` and to nothing else."""

    class Row(Model):
        class Meta:
            database: SqliteDatabase
            legacy_table_names = False

    Row._meta.set_database(database)
    source = _source_tables(Row)
    return Tables(**source, **_personal_tables(Row, source["post"]), **_kept_tables(Row, source["post"]))


def _source_tables(row: Any) -> dict[str, Any]:
    """What the pages said and what was inferred from them."""

    class Author(row):  # type: ignore[misc]
        id = AutoField()
        name = TextField(unique=True)

    class Post(row):  # type: ignore[misc]
        id = AutoIncrementField()
        title = TextField()
        text = TextField()
        html = TextField(null=True)
        author = TextField(null=True)
        author_url = TextField(null=True)
        published = TextField(null=True)
        published_text = TextField(null=True)
        url = TextField(null=True)
        site = TextField(null=True)
        platform = TextField()
        language = TextField(null=True)
        comments_closed = BooleanField(null=True)
        comments_stated = IntegerField(null=True)
        more_pages = BooleanField()
        missing_numbers = TextField()
        gaps = TextField()
        notices = TextField()
        permalink_key = TextField(null=True, index=True)
        title_key = TextField(index=True)
        time = IntegerField()
        imported = TextField()
        deleted = TextField(null=True)

        class Meta:
            indexes = ((("time",), False),)

    class Comment(row):  # type: ignore[misc]
        id = AutoIncrementField()
        post = ForeignKeyField(Post, on_delete="CASCADE", index=False)
        place = IntegerField()
        key = TextField()
        author = ForeignKeyField(Author, null=True, index=False)
        number = BigIntegerField(null=True)
        position = IntegerField(null=True)
        kind = TextField()
        site_id = TextField(null=True)
        url = TextField(null=True)
        author_url = TextField(null=True)
        avatar = TextField(null=True)
        published = TextField(null=True)
        published_text = TextField(null=True)
        page_parent = IntegerField(null=True)
        page_parent_site_id = TextField(null=True)
        parent = IntegerField(null=True)
        parent_origin = TextField(null=True)
        parent_confidence = FloatField(null=True)
        votes = IntegerField(null=True)
        signature = TextField(null=True)
        edited_text = TextField(null=True)
        source = IntegerField(null=True)
        quotes = TextField(null=True)
        time = IntegerField()
        text = TextField()
        html = TextField(null=True)

        class Meta:
            indexes = ((("post", "place"), False), (("post", "key"), True), (("author", "time"), False))

    class Reference(row):  # type: ignore[misc]
        post = ForeignKeyField(Post, on_delete="CASCADE", index=False)
        place = IntegerField()
        ordinal = IntegerField()
        start = IntegerField()
        stop = IntegerField()
        text = TextField()
        kind = TextField()
        toward = TextField()
        target = IntegerField(null=True)
        target_post = IntegerField(null=True)
        confidence = FloatField()
        evidence = TextField(null=True)
        role = TextField()

        class Meta:
            primary_key = CompositeKey("post", "place", "ordinal")
            without_rowid = True

    class Source(row):  # type: ignore[misc]
        post = ForeignKeyField(Post, on_delete="CASCADE", index=False)
        ordinal = IntegerField()
        file = TextField()
        sha256 = TextField(index=True)
        format = TextField()
        imported = TextField()
        page = IntegerField(null=True)
        page_count = IntegerField(null=True)
        has_next = BooleanField()
        has_previous = BooleanField()
        next_url = TextField(null=True)
        previous_url = TextField(null=True)
        first_number = BigIntegerField(null=True)
        last_number = BigIntegerField(null=True)
        has_post = BooleanField()

        class Meta:
            primary_key = CompositeKey("post", "ordinal")
            without_rowid = True

    return {"author": Author, "post": Post, "comment": Comment, "reference": Reference, "source": Source}


def _personal_tables(row: Any, owner: Any) -> dict[str, Any]:
    """What a person did. ``comment`` columns and ``key`` hold the stable key of a comment, which may be gone from the thread just now."""

    class Mark(row):  # type: ignore[misc]
        post = ForeignKeyField(owner, on_delete="CASCADE", index=False)
        key = TextField()
        read = BooleanField()
        starred = BooleanField()
        note = TextField()

        class Meta:
            primary_key = CompositeKey("post", "key")
            without_rowid = True

    class Personal(row):  # type: ignore[misc]
        post = ForeignKeyField(owner, on_delete="CASCADE", primary_key=True)
        title = TextField(null=True)
        author = TextField(null=True)
        published = TextField(null=True)
        note = TextField()

    class Tag(row):  # type: ignore[misc]
        post = ForeignKeyField(owner, on_delete="CASCADE", index=False)
        ordinal = IntegerField()
        name = TextField(index=True)

        class Meta:
            primary_key = CompositeKey("post", "ordinal")
            without_rowid = True

    class Place(row):  # type: ignore[misc]
        post = ForeignKeyField(owner, on_delete="CASCADE", primary_key=True)
        opened = TextField()
        comment = TextField(null=True)
        shift = IntegerField()
        threaded = BooleanField()
        folded = TextField()

    class ManualParent(row):  # type: ignore[misc]
        post = ForeignKeyField(owner, on_delete="CASCADE", index=False)
        ordinal = IntegerField()
        comment = TextField()
        parent = TextField(null=True)

        class Meta:
            primary_key = CompositeKey("post", "ordinal")
            without_rowid = True

    class ManualReference(row):  # type: ignore[misc]
        post = ForeignKeyField(owner, on_delete="CASCADE", index=False)
        ordinal = IntegerField()
        comment = TextField()
        text = TextField()
        target = TextField(null=True)
        rejected = TextField()
        toward = TextField(null=True)

        class Meta:
            primary_key = CompositeKey("post", "ordinal")
            without_rowid = True

    class NameMeaning(row):  # type: ignore[misc]
        post = ForeignKeyField(owner, on_delete="CASCADE", index=False)
        ordinal = IntegerField()
        written = TextField()
        author = TextField()

        class Meta:
            primary_key = CompositeKey("post", "ordinal")
            without_rowid = True

    class NamePair(row):  # type: ignore[misc]
        post = ForeignKeyField(owner, on_delete="CASCADE", index=False)
        ordinal = IntegerField()
        first = TextField()
        second = TextField()
        same = BooleanField()

        class Meta:
            primary_key = CompositeKey("post", "ordinal")
            without_rowid = True

    return {
        "mark": Mark, "personal": Personal, "tag": Tag, "place": Place,
        "manual_parent": ManualParent, "manual_reference": ManualReference, "name_meaning": NameMeaning, "name_pair": NamePair,
    }


def _kept_tables(row: Any, owner: Any) -> dict[str, Any]:
    """Files by content, receipts, derived rows, the undo stack."""

    class Meta(row):  # type: ignore[misc]
        name = TextField(primary_key=True)
        value = TextField()

    class Receipt(row):  # type: ignore[misc]
        id = AutoField()
        post = ForeignKeyField(owner, on_delete="CASCADE")
        data = TextField()

    class Original(row):  # type: ignore[misc]
        sha256 = TextField(primary_key=True)
        size = BigIntegerField()
        name = TextField()

    class Asset(row):  # type: ignore[misc]
        sha256 = TextField(primary_key=True)
        mime = TextField()
        width = IntegerField(null=True)
        height = IntegerField(null=True)
        size = BigIntegerField()

    class Skeleton(row):  # type: ignore[misc]
        post = ForeignKeyField(owner, on_delete="CASCADE", primary_key=True)
        data = BlobField()

    class State(row):  # type: ignore[misc]
        post = ForeignKeyField(owner, on_delete="CASCADE", primary_key=True)
        comments = IntegerField()
        unread = IntegerField()
        starred = IntegerField()
        marks = BlobField()

    class Undo(row):  # type: ignore[misc]
        id = AutoField()
        step = IntegerField()
        name = TextField()
        data = BlobField()

    return {
        "meta": Meta, "receipt": Receipt, "original": Original, "asset": Asset,
        "skeleton": Skeleton, "state": State, "undo": Undo,
    }
