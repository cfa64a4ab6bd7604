-- A library of version 1 as it was released: schema and one post. Never edited; what comes later is a migration.
PRAGMA application_id = 1952999023;
PRAGMA user_version = 1;
BEGIN;
CREATE TABLE "asset" ("sha256" TEXT NOT NULL PRIMARY KEY, "mime" TEXT NOT NULL, "width" INTEGER, "height" INTEGER, "size" INTEGER NOT NULL);
CREATE TABLE "author" ("id" INTEGER NOT NULL PRIMARY KEY, "name" TEXT NOT NULL);
CREATE TABLE "post" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "title" TEXT NOT NULL, "text" TEXT NOT NULL, "html" TEXT, "author" TEXT, "author_url" TEXT, "published" TEXT, "published_text" TEXT, "url" TEXT, "site" TEXT, "platform" TEXT NOT NULL, "language" TEXT, "comments_closed" INTEGER, "comments_stated" INTEGER, "more_pages" INTEGER NOT NULL, "missing_numbers" TEXT NOT NULL, "gaps" TEXT NOT NULL, "notices" TEXT NOT NULL, "permalink_key" TEXT, "title_key" TEXT NOT NULL, "time" INTEGER NOT NULL, "imported" TEXT NOT NULL, "deleted" TEXT);
CREATE TABLE "comment" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "post_id" INTEGER NOT NULL, "place" INTEGER NOT NULL, "key" TEXT NOT NULL, "author_id" INTEGER, "number" INTEGER, "position" INTEGER, "kind" TEXT NOT NULL, "site_id" TEXT, "url" TEXT, "author_url" TEXT, "avatar" TEXT, "published" TEXT, "published_text" TEXT, "page_parent" INTEGER, "page_parent_site_id" TEXT, "parent" INTEGER, "parent_origin" TEXT, "parent_confidence" REAL, "votes" INTEGER, "signature" TEXT, "edited_text" TEXT, "source" INTEGER, "quotes" TEXT, "time" INTEGER NOT NULL, "text" TEXT NOT NULL, "html" TEXT, FOREIGN KEY ("post_id") REFERENCES "post" ("id") ON DELETE CASCADE, FOREIGN KEY ("author_id") REFERENCES "author" ("id"));
CREATE TABLE "manual_parent" ("post_id" INTEGER NOT NULL, "ordinal" INTEGER NOT NULL, "comment" TEXT NOT NULL, "parent" TEXT, PRIMARY KEY ("post_id", "ordinal"), FOREIGN KEY ("post_id") REFERENCES "post" ("id") ON DELETE CASCADE) WITHOUT ROWID;
CREATE TABLE "manual_reference" ("post_id" INTEGER NOT NULL, "ordinal" INTEGER NOT NULL, "comment" TEXT NOT NULL, "text" TEXT NOT NULL, "target" TEXT, "rejected" TEXT NOT NULL, PRIMARY KEY ("post_id", "ordinal"), FOREIGN KEY ("post_id") REFERENCES "post" ("id") ON DELETE CASCADE) WITHOUT ROWID;
CREATE TABLE "mark" ("post_id" INTEGER NOT NULL, "key" TEXT NOT NULL, "read" INTEGER NOT NULL, "starred" INTEGER NOT NULL, "note" TEXT NOT NULL, PRIMARY KEY ("post_id", "key"), FOREIGN KEY ("post_id") REFERENCES "post" ("id") ON DELETE CASCADE) WITHOUT ROWID;
CREATE TABLE "meta" ("name" TEXT NOT NULL PRIMARY KEY, "value" TEXT NOT NULL);
CREATE TABLE "name_meaning" ("post_id" INTEGER NOT NULL, "ordinal" INTEGER NOT NULL, "written" TEXT NOT NULL, "author" TEXT NOT NULL, PRIMARY KEY ("post_id", "ordinal"), FOREIGN KEY ("post_id") REFERENCES "post" ("id") ON DELETE CASCADE) WITHOUT ROWID;
CREATE TABLE "original" ("sha256" TEXT NOT NULL PRIMARY KEY, "size" INTEGER NOT NULL, "name" TEXT NOT NULL);
CREATE TABLE "personal" ("post_id" INTEGER NOT NULL PRIMARY KEY, "title" TEXT, "author" TEXT, "published" TEXT, "note" TEXT NOT NULL, FOREIGN KEY ("post_id") REFERENCES "post" ("id") ON DELETE CASCADE);
CREATE TABLE "place" ("post_id" INTEGER NOT NULL PRIMARY KEY, "opened" TEXT NOT NULL, "comment" TEXT, "shift" INTEGER NOT NULL, "threaded" INTEGER NOT NULL, "folded" TEXT NOT NULL, FOREIGN KEY ("post_id") REFERENCES "post" ("id") ON DELETE CASCADE);
CREATE TABLE "receipt" ("id" INTEGER NOT NULL PRIMARY KEY, "post_id" INTEGER NOT NULL, "data" TEXT NOT NULL, FOREIGN KEY ("post_id") REFERENCES "post" ("id") ON DELETE CASCADE);
CREATE TABLE "reference" ("post_id" INTEGER NOT NULL, "place" INTEGER NOT NULL, "ordinal" INTEGER NOT NULL, "start" INTEGER NOT NULL, "stop" INTEGER NOT NULL, "text" TEXT NOT NULL, "kind" TEXT NOT NULL, "toward" TEXT NOT NULL, "target" INTEGER, "target_post" INTEGER, "confidence" REAL NOT NULL, "evidence" TEXT, "role" TEXT NOT NULL, PRIMARY KEY ("post_id", "place", "ordinal"), FOREIGN KEY ("post_id") REFERENCES "post" ("id") ON DELETE CASCADE) WITHOUT ROWID;
CREATE TABLE "skeleton" ("post_id" INTEGER NOT NULL PRIMARY KEY, "data" BLOB NOT NULL, FOREIGN KEY ("post_id") REFERENCES "post" ("id") ON DELETE CASCADE);
CREATE TABLE "source" ("post_id" INTEGER NOT NULL, "ordinal" INTEGER NOT NULL, "file" TEXT NOT NULL, "sha256" TEXT NOT NULL, "format" TEXT NOT NULL, "imported" TEXT NOT NULL, "page" INTEGER, "page_count" INTEGER, "has_next" INTEGER NOT NULL, "has_previous" INTEGER NOT NULL, "next_url" TEXT, "previous_url" TEXT, "first_number" INTEGER, "last_number" INTEGER, "has_post" INTEGER NOT NULL, PRIMARY KEY ("post_id", "ordinal"), FOREIGN KEY ("post_id") REFERENCES "post" ("id") ON DELETE CASCADE) WITHOUT ROWID;
CREATE TABLE "state" ("post_id" INTEGER NOT NULL PRIMARY KEY, "comments" INTEGER NOT NULL, "unread" INTEGER NOT NULL, "starred" INTEGER NOT NULL, "marks" BLOB NOT NULL, FOREIGN KEY ("post_id") REFERENCES "post" ("id") ON DELETE CASCADE);
CREATE TABLE "tag" ("post_id" INTEGER NOT NULL, "ordinal" INTEGER NOT NULL, "name" TEXT NOT NULL, PRIMARY KEY ("post_id", "ordinal"), FOREIGN KEY ("post_id") REFERENCES "post" ("id") ON DELETE CASCADE) WITHOUT ROWID;
CREATE TABLE "undo" ("id" INTEGER NOT NULL PRIMARY KEY, "step" INTEGER NOT NULL, "name" TEXT NOT NULL, "data" BLOB NOT NULL);
CREATE UNIQUE INDEX "author_name" ON "author" ("name");
CREATE INDEX "post_permalink_key" ON "post" ("permalink_key");
CREATE INDEX "post_title_key" ON "post" ("title_key");
CREATE INDEX "post_time" ON "post" ("time");
CREATE INDEX "comment_post_id_place" ON "comment" ("post_id", "place");
CREATE UNIQUE INDEX "comment_post_id_key" ON "comment" ("post_id", "key");
CREATE INDEX "comment_author_id_time" ON "comment" ("author_id", "time");
CREATE INDEX "receipt_post_id" ON "receipt" ("post_id");
CREATE INDEX "source_sha256" ON "source" ("sha256");
CREATE INDEX "tag_name" ON "tag" ("name");
CREATE INDEX mark_kept ON mark (post_id, key) WHERE starred OR note != '';
CREATE VIEW document AS 
SELECT ((c.time - (-1073741825)) << 32) | (c.id << 1) AS docid, '' AS title, fold(c.text) AS text,
       fold(a.name) AS author, fold(m.note) AS note
  FROM comment c
  JOIN post p ON p.id = c.post_id
  LEFT JOIN author a ON a.id = c.author_id
  LEFT JOIN mark m ON m.post_id = c.post_id AND m.key = c.key
 WHERE p.deleted IS NULL UNION ALL 
SELECT ((p.time - (-1073741825)) << 32) | (p.id << 1) | 1 AS docid,
       fold(coalesce(own.title, p.title)) AS title, fold(p.text) AS text, fold(coalesce(own.author, p.author)) AS author,
       fold(own.note) AS note
  FROM post p
  LEFT JOIN personal own ON own.post_id = p.id
 WHERE p.deleted IS NULL;
CREATE VIRTUAL TABLE search USING fts5(title, text, author, note, content='document', content_rowid='docid', tokenize='unicode61 remove_diacritics 0');
INSERT INTO author VALUES (1, 'author 0');
INSERT INTO author VALUES (2, 'author 1');
INSERT INTO post VALUES (1, 'Alt', 'the post', NULL, NULL, NULL, NULL, NULL, NULL, 'Blog', 'generic', NULL, NULL, NULL, 0, '[]', '[]', '[]', NULL, 'alt
blog', -1073741825, '2026-11-25T11:05:19+00:00', NULL);
INSERT INTO comment VALUES (1, 1, 0, 'k0', 1, 1, 1, 'comment', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, -1073741825, 'eins', NULL);
INSERT INTO comment VALUES (2, 1, 1, 'k1', 2, 2, 2, 'comment', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, -1073741825, 'zwei Straßen', NULL);
INSERT INTO skeleton VALUES (1, X'560100007b2276657273696f6e223a20312c20226f72646572223a20226c6974746c65222c2022617574686f7273223a205b5b22617574686f722030222c20312c206e756c6c5d2c205b22617574686f722031222c20312c206e756c6c5d5d2c2022617272617973223a205b5b22696473222c202269222c20385d2c205b22706172656e7473222c202269222c20385d2c205b22617574686f72735f6f66222c202269222c20385d2c205b226e756d62657273222c202269222c20385d2c205b2274696d6573222c202269222c20385d2c205b226c656e67746873222c202269222c20385d2c205b226f72646572222c202269222c20385d2c205b22646570746873222c202269222c20385d2c205b22656e6473222c202269222c20385d2c205b2265646765735f66726f6d222c202269222c20305d2c205b2265646765735f746f222c202269222c20305d5d2c2022666c616773223a20327d0100000002000000ffffffffffffffff00000000010000000100000002000000ffffffbfffffffbf040000000c0000000000000001000000000000000000000001000000020000000000');
INSERT INTO state VALUES (1, 2, 2, 0, X'0808');
INSERT INTO meta VALUES ('folding', '0/the index is made when it is opened');
COMMIT;
