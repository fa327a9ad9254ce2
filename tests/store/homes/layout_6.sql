-- A home of layout 6.
BEGIN TRANSACTION;
CREATE TABLE answers (
	"key" TEXT NOT NULL, 
	model TEXT NOT NULL, 
	prompt_version TEXT NOT NULL, 
	made_at TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "answers" VALUES('kept','gemini','p1','2026-11-28T04:14:50.469991+00:00','{"summary": "짧게"}');
CREATE TABLE calls (
	id INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	begun_at TEXT NOT NULL, 
	model TEXT NOT NULL, 
	prompt_version TEXT NOT NULL, 
	tokens INTEGER NOT NULL, 
	counts BOOLEAN NOT NULL, 
	seconds FLOAT, 
	cost FLOAT, 
	problem TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "calls" VALUES(1,'2024-06-01','2026-11-28T04:14:50.476768+00:00','gemini','p1',60,1,1.5,0.01,NULL);
INSERT INTO "calls" VALUES(2,'2024-06-01','2026-11-28T04:14:50.479042+00:00','gemini','p1',0,0,1.5,NULL,'막혔습니다.');
CREATE TABLE collected_entries (source TEXT NOT NULL, key TEXT NOT NULL, ruling_id TEXT, note TEXT NOT NULL, left_out BOOLEAN NOT NULL, PRIMARY KEY (source, key));
INSERT INTO "collected_entries" VALUES('lawgo','7','한빛지방법원_2021구단7','',0);
INSERT INTO "collected_entries" VALUES('lawgo','8',NULL,'출처에 없다고 합니다.',0);
INSERT INTO "collected_entries" VALUES('lawgo','9',NULL,'',1);
CREATE TABLE contents (
	ruling_id TEXT NOT NULL, 
	labels TEXT NOT NULL, 
	digest TEXT, 
	text TEXT NOT NULL, 
	PRIMARY KEY (ruling_id), 
	FOREIGN KEY(ruling_id) REFERENCES rulings (id) ON DELETE CASCADE
);
INSERT INTO "contents" VALUES('한빛지방법원_2021구단100','{"instance":{"value":1,"words":"2021구단100","start":null,"end":null,"how":"rule"},"outcome":{"value":"불인정","words":"1. 원고의 청구를 기각한다.","start":32,"end":48,"how":"rule"},"kind_b":{"value":"요양","words":"요양","start":null,"end":null,"how":"rule"},"kind_c":{"value":"해당없음","words":"","start":null,"end":null,"how":"rule"},"disease_category":{"value":"기타","words":"","start":null,"end":null,"how":"rule"},"issue_category":{"value":"절차·기타","words":"","start":null,"end":null,"how":"rule"},"diagnoses":[],"occupation":"","statutes":[],"cited_cases":[],"related_cases":[{"court":"한빛고등법원","case_number":"2022누77","instance":2}]}',NULL,'【연관판결】
한빛고등법원,2022누77,2심

【주 문】
1. 원고의 청구를 기각한다.
2. 소송비용은 원고가 부담한다.

【청구취지】
피고가 원고에게 한 요양불승인처분을 취소한다.

【이 유】
1. 처분의 경위
원고는 가구 공장에서 합판을 나르다 허리를 삐끗하여 요추 염좌 진단을 받고 요양급여를 신청하였다.

2. 판단
제출된 자료만으로는 업무 때문이라고 보기 어렵다.
');
INSERT INTO "contents" VALUES('한빛지방법원_2021구단7','{"instance":{"value":1,"words":"2021구단7","start":null,"end":null,"how":"rule"},"outcome":{"value":"불인정","words":"1. 원고의 청구를 기각한다.","start":31,"end":47,"how":"rule"},"kind_b":{"value":"유족","words":"유족","start":null,"end":null,"how":"rule"},"kind_c":{"value":"해당없음","words":"","start":null,"end":null,"how":"rule"},"disease_category":{"value":"기타","words":"","start":null,"end":null,"how":"rule"},"issue_category":{"value":"절차·기타","words":"","start":null,"end":null,"how":"rule"},"diagnoses":[],"occupation":"","statutes":[],"cited_cases":[],"related_cases":[{"court":"한빛고등법원","case_number":"2022누8","instance":2}]}',NULL,'【연관판결】
한빛고등법원,2022누8,2심

【주 문】
1. 원고의 청구를 기각한다.
2. 소송비용은 원고가 부담한다.

【청구취지】
피고가 원고에게 한 요양불승인처분을 취소한다.

【이 유】
1. 처분의 경위
원고는 가구 공장에서 합판을 나르다 허리를 삐끗하여 요추 염좌 진단을 받고 요양급여를 신청하였다.

2. 판단
제출된 자료만으로는 업무 때문이라고 보기 어렵다.
');
CREATE TABLE counters (
	name TEXT NOT NULL, 
	value INTEGER NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "counters" VALUES('revision',2);
CREATE TABLE listing_rows (source TEXT NOT NULL, listing TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL, walk INTEGER NOT NULL, PRIMARY KEY (source, listing, key, fingerprint));
INSERT INTO "listing_rows" VALUES('lawgo','agency','8','',1);
INSERT INTO "listing_rows" VALUES('lawgo','agency','7','',1);
INSERT INTO "listing_rows" VALUES('lawgo','agency','9','',1);
INSERT INTO "listing_rows" VALUES('lawgo','agency','10','',1);
CREATE TABLE marks (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "marks" VALUES('starter','fingerprint of the starter rulings');
INSERT INTO "marks" VALUES('sync:lawgo','{"at": "2024-06-01T00:00:00+00:00"}');
CREATE TABLE related (
	ruling_id TEXT NOT NULL, 
	related_id TEXT NOT NULL, 
	PRIMARY KEY (ruling_id, related_id), 
	FOREIGN KEY(ruling_id) REFERENCES rulings (id) ON DELETE CASCADE
);
INSERT INTO "related" VALUES('한빛지방법원_2021구단100','한빛고등법원_2022누77');
INSERT INTO "related" VALUES('한빛지방법원_2021구단7','한빛고등법원_2022누8');
CREATE TABLE rulings (
	id TEXT NOT NULL, 
	case_number TEXT NOT NULL, 
	case_key TEXT NOT NULL, 
	court TEXT NOT NULL, 
	title TEXT NOT NULL, 
	decided_on TEXT, 
	year INTEGER, 
	source TEXT NOT NULL, 
	source_serial TEXT, 
	source_url TEXT, 
	source_kind_a TEXT, 
	source_kind_b TEXT, 
	source_kind_c TEXT, 
	fetched_at TEXT, 
	instance INTEGER NOT NULL, 
	outcome TEXT NOT NULL, 
	kind_b TEXT NOT NULL, 
	kind_c TEXT NOT NULL, 
	disease_category TEXT NOT NULL, 
	issue_category TEXT NOT NULL, 
	has_text BOOLEAN NOT NULL, 
	has_digest BOOLEAN NOT NULL, 
	classifier_version INTEGER NOT NULL, 
	revision INTEGER NOT NULL, suit TEXT NOT NULL DEFAULT 'claimant', 
	PRIMARY KEY (id), 
	UNIQUE (revision)
);
INSERT INTO "rulings" VALUES('한빛지방법원_2021구단100','2021구단100','2021구단100','한빛지방법원','요양불승인처분취소','2022-03-04',2021,'archive','900001',NULL,'기각','요양','업무상사고','2024-05-01T00:00:00+00:00',1,'불인정','요양','해당없음','기타','절차·기타',1,0,2,1,'claimant');
INSERT INTO "rulings" VALUES('한빛지방법원_2021구단7','2021구단7','2021구단7','한빛지방법원','유족급여부지급처분취소',NULL,2021,'lawgo','7',NULL,NULL,NULL,NULL,'2024-06-01T00:00:00+00:00',1,'불인정','유족','해당없음','기타','절차·기타',1,0,2,2,'claimant');
CREATE TABLE sightings (
	ruling_id TEXT NOT NULL, 
	source TEXT NOT NULL, 
	source_serial TEXT, 
	source_url TEXT, 
	kind_a TEXT, 
	kind_b TEXT, 
	kind_c TEXT, 
	fetched_at TEXT, 
	PRIMARY KEY (ruling_id, source), 
	FOREIGN KEY(ruling_id) REFERENCES rulings (id) ON DELETE CASCADE
);
INSERT INTO "sightings" VALUES('한빛지방법원_2021구단100','archive','900001',NULL,'기각','요양','업무상사고','2024-05-01T00:00:00+00:00');
INSERT INTO "sightings" VALUES('한빛지방법원_2021구단7','lawgo','7',NULL,NULL,NULL,NULL,'2024-06-01T00:00:00+00:00');
CREATE INDEX ix_rulings_outcome ON rulings (outcome);
CREATE INDEX ix_rulings_year ON rulings (year);
CREATE INDEX ix_rulings_issue_category ON rulings (issue_category);
CREATE INDEX ix_rulings_disease_category ON rulings (disease_category);
CREATE INDEX ix_rulings_court ON rulings (court);
CREATE INDEX ix_rulings_kind_c ON rulings (kind_c);
CREATE INDEX ix_rulings_classifier_version ON rulings (classifier_version);
CREATE INDEX ix_rulings_instance ON rulings (instance);
CREATE INDEX ix_rulings_source_serial ON rulings (source_serial);
CREATE INDEX ix_rulings_kind_b ON rulings (kind_b);
CREATE INDEX ix_rulings_case_key ON rulings (case_key);
CREATE INDEX ix_calls_day ON calls (day);
CREATE INDEX ix_sightings_source ON sightings (source);
CREATE INDEX ix_related_related_id ON related (related_id);
CREATE INDEX ix_rulings_suit ON rulings (suit);
COMMIT;
PRAGMA user_version = 6;
