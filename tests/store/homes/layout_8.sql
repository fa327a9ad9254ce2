-- A home of layout 8, with texts and names that files brought into rulings.
BEGIN TRANSACTION;
CREATE TABLE answers (
	"key" TEXT NOT NULL, 
	model TEXT NOT NULL, 
	prompt_version TEXT NOT NULL, 
	made_at TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
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
	person TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE collected_entries (
	source TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	ruling_id TEXT, 
	note TEXT NOT NULL, 
	left_out BOOLEAN NOT NULL, 
	PRIMARY KEY (source, "key")
);
CREATE TABLE collections (
	id INTEGER NOT NULL, 
	origin TEXT NOT NULL, 
	place TEXT NOT NULL, 
	total INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	seed INTEGER, 
	PRIMARY KEY (id)
);
INSERT INTO "collections" VALUES(1,'listing','/판례',1,'2026-03-01T00:00:00+00:00',NULL);
CREATE TABLE contents (
	ruling_id TEXT NOT NULL, 
	labels TEXT NOT NULL, 
	digest TEXT, 
	text TEXT NOT NULL, 
	PRIMARY KEY (ruling_id), 
	FOREIGN KEY(ruling_id) REFERENCES rulings (id) ON DELETE CASCADE
);
INSERT INTO "contents" VALUES('한빛지방법원_2021구단100','{"instance":{"value":1,"words":"2021구단100"},"outcome":{"value":"인정","words":"1. 피고가 원고에게 한 처분을 취소한다.","start":28,"end":51},"kind_b":{"value":"요양","words":"요양","start":98,"end":100},"kind_c":{"value":"해당없음"},"disease_category":{"value":"사고부상","words":"염좌","start":163,"end":165},"issue_category":{"value":"절차·기타"},"diagnoses":["요추 염좌"],"occupation":"가구 공장 직원","statutes":["산업재해보상보험법 제37조"],"related_cases":[{"court":"한빛고등법원","case_number":"2022누77","instance":2}],"sections":[["연관판결","【연관판결】",6,23],["주문","【주문】",28,68],["청구취지","【청구취지】",75,113],["이유","【이유】",118,332],["처분의 경위","1. 처분의 경위",128,239],["판단","2. 판단",246,285],["결론","3. 결론",292,332]],"side":"plaintiff","suit":{"value":"claimant","words":"요양불승인 처분","start":98,"end":106}}','{"serial":"900001","case_number":"2021구단100","court":"한빛지방법원","title":"요양불승인처분취소","source_url":"https://www.law.go.kr/LSW/precInfoP.do?precSeq=900001","decided_on":null,"labels":{"instance":1,"outcome":"불인정","kind_b":"요양","kind_c":"업무상사고","disease_category":"사고부상","issue_category":"요양 필요성"},"label_words":{"outcome":"청구를 기각한다"},"order":"청구 기각","plaintiff":"다친 근로자","defendant":"근로복지공단","diagnoses":["요추 염좌"],"occupation":"가구 공장 직원","industry":"제조업","gist":"합판을 나르다 허리를 다친 근로자가 요양급여를 신청했으나 법원은 자료가 모자란다고 보았다.","gist_en":"","facts":["합판을 날랐다.","허리를 다쳤다.","요양급여를 신청했다."],"denial_reason":"업무 때문이 아니라고 보았다.","question":"업무 때문인지가 문제였다.","weighed":["나른 무게와 횟수"],"tipped":["자료가 모자람"],"result":"근로자 패소","statutes":[],"cited_cases":[],"related_cases":[]}','【연관판결】한빛고등법원,2022누77,2심
【주문】1. 피고가 원고에게 한 처분을 취소한다.
2. 소송비용은 원고가 낸다.
【청구취지】피고가 2021. 4. 5. 원고에게 한 요양불승인 처분을 취소한다.
【이유】1. 처분의 경위
가. 원고는 가구 공장에서 합판을 나르다가 허리를 다쳐 ''요추 염좌''를 진단받고 피고에게 요양급여를 신청하였다.
나. 피고는 산업재해보상보험법 제37조의 업무상 재해로 보기 어렵다며 승인하지 않았다.
2. 판단
나르던 무게와 횟수에 비추어 업무 때문이라고 하기에는 자료가 모자란다.
3. 결론
그렇다면 원고의 청구는 이유 없으므로 주문과 같이 판결한다.
판사 판사1
');
INSERT INTO "contents" VALUES('한빛지방법원_2021구단200','{"instance":{"value":1,"words":"2021구단200"},"outcome":{"value":"불인정","words":"1. 원고의 청구를 기각한다.","start":28,"end":44},"kind_b":{"value":"요양","words":"요양"},"kind_c":{"value":"해당없음"},"disease_category":{"value":"사고부상","words":"염좌","start":156,"end":158},"issue_category":{"value":"절차·기타"},"diagnoses":["요추 염좌"],"occupation":"가구 공장 직원","statutes":["산업재해보상보험법 제37조"],"related_cases":[{"court":"한빛고등법원","case_number":"2022누77","instance":2}],"sections":[["연관판결","【연관판결】",6,23],["주문","【주문】",28,61],["청구취지","【청구취지】",68,106],["이유","【이유】",111,325],["처분의 경위","1. 처분의 경위",121,232],["판단","2. 판단",239,278],["결론","3. 결론",285,325]],"side":"plaintiff","suit":{"value":"claimant","words":"요양불승인 처분","start":91,"end":99}}','{"serial":"900002","case_number":"2021구단200","court":"한빛지방법원","title":"요양불승인처분취소","source_url":"https://www.law.go.kr/LSW/precInfoP.do?precSeq=900002","decided_on":null,"labels":{"instance":1,"outcome":"불인정","kind_b":"요양","kind_c":"업무상사고","disease_category":"사고부상","issue_category":"요양 필요성"},"label_words":{"outcome":"청구를 기각한다"},"order":"청구 기각","plaintiff":"다친 근로자","defendant":"근로복지공단","diagnoses":["요추 염좌"],"occupation":"가구 공장 직원","industry":"제조업","gist":"합판을 나르다 허리를 다친 근로자가 요양급여를 신청했으나 법원은 자료가 모자란다고 보았다.","gist_en":"","facts":["합판을 날랐다.","허리를 다쳤다.","요양급여를 신청했다."],"denial_reason":"업무 때문이 아니라고 보았다.","question":"업무 때문인지가 문제였다.","weighed":["나른 무게와 횟수"],"tipped":["자료가 모자람"],"result":"근로자 패소","statutes":[],"cited_cases":[],"related_cases":[]}','【연관판결】한빛고등법원,2022누77,2심
【주문】1. 원고의 청구를 기각한다.
2. 소송비용은 원고가 낸다.
【청구취지】피고가 2021. 4. 5. 원고에게 한 요양불승인 처분을 취소한다.
【이유】1. 처분의 경위
가. 원고는 가구 공장에서 합판을 나르다가 허리를 다쳐 ''요추 염좌''를 진단받고 피고에게 요양급여를 신청하였다.
나. 피고는 산업재해보상보험법 제37조의 업무상 재해로 보기 어렵다며 승인하지 않았다.
2. 판단
나르던 무게와 횟수에 비추어 업무 때문이라고 하기에는 자료가 모자란다.
3. 결론
그렇다면 원고의 청구는 이유 없으므로 주문과 같이 판결한다.
판사 판사1
');
INSERT INTO "contents" VALUES('한빛지방법원_2021구단300','{"instance":{"value":1,"words":"2021구단300"},"outcome":{"value":"불인정","words":"1. 원고의 청구를 기각한다.","start":28,"end":44},"kind_b":{"value":"요양","words":"요양"},"kind_c":{"value":"해당없음"},"disease_category":{"value":"사고부상","words":"염좌","start":156,"end":158},"issue_category":{"value":"절차·기타"},"diagnoses":["요추 염좌"],"statutes":["산업재해보상보험법 제37조"],"related_cases":[{"court":"한빛고등법원","case_number":"2022누77","instance":2}],"sections":[["연관판결","【연관판결】",6,23],["주문","【주문】",28,61],["청구취지","【청구취지】",68,106],["이유","【이유】",111,325],["처분의 경위","1. 처분의 경위",121,232],["판단","2. 판단",239,278],["결론","3. 결론",285,325]],"side":"plaintiff","suit":{"value":"claimant","words":"요양불승인 처분","start":91,"end":99}}',NULL,'【연관판결】한빛고등법원,2022누77,2심
【주문】1. 원고의 청구를 기각한다.
2. 소송비용은 원고가 낸다.
【청구취지】피고가 2021. 4. 5. 원고에게 한 요양불승인 처분을 취소한다.
【이유】1. 처분의 경위
가. 원고는 가구 공장에서 합판을 나르다가 허리를 다쳐 ''요추 염좌''를 진단받고 피고에게 요양급여를 신청하였다.
나. 피고는 산업재해보상보험법 제37조의 업무상 재해로 보기 어렵다며 승인하지 않았다.
2. 판단
나르던 무게와 횟수에 비추어 업무 때문이라고 하기에는 자료가 모자란다.
3. 결론
그렇다면 원고의 청구는 이유 없으므로 주문과 같이 판결한다.
판사 판사1
');
INSERT INTO "contents" VALUES('한빛지방법원_2021구단400','{"instance":{"value":1,"words":"2021구단400"},"outcome":{"value":"불인정","words":"1. 원고의 청구를 기각한다.","start":28,"end":44},"kind_b":{"value":"요양","words":"요양"},"kind_c":{"value":"해당없음"},"disease_category":{"value":"사고부상","words":"염좌","start":156,"end":158},"issue_category":{"value":"절차·기타"},"diagnoses":["요추 염좌"],"statutes":["산업재해보상보험법 제37조"],"related_cases":[{"court":"한빛고등법원","case_number":"2022누77","instance":2}],"sections":[["연관판결","【연관판결】",6,23],["주문","【주문】",28,61],["청구취지","【청구취지】",68,106],["이유","【이유】",111,325],["처분의 경위","1. 처분의 경위",121,232],["판단","2. 판단",239,278],["결론","3. 결론",285,325]],"side":"plaintiff","suit":{"value":"claimant","words":"요양불승인 처분","start":91,"end":99}}',NULL,'【연관판결】한빛고등법원,2022누77,2심
【주문】1. 원고의 청구를 기각한다.
2. 소송비용은 원고가 낸다.
【청구취지】피고가 2021. 4. 5. 원고에게 한 요양불승인 처분을 취소한다.
【이유】1. 처분의 경위
가. 원고는 가구 공장에서 합판을 나르다가 허리를 다쳐 ''요추 염좌''를 진단받고 피고에게 요양급여를 신청하였다.
나. 피고는 산업재해보상보험법 제37조의 업무상 재해로 보기 어렵다며 승인하지 않았다.
2. 판단
나르던 무게와 횟수에 비추어 업무 때문이라고 하기에는 자료가 모자란다.
3. 결론
그렇다면 원고의 청구는 이유 없으므로 주문과 같이 판결한다.
판사 판사1
');
INSERT INTO "contents" VALUES('한빛지방법원_2021구단500','{"instance":{"value":1,"words":"2021구단500"},"outcome":{"value":"불인정","words":"1. 원고의 청구를 기각한다.","start":28,"end":44},"kind_b":{"value":"요양","words":"요양"},"kind_c":{"value":"해당없음"},"disease_category":{"value":"사고부상","words":"염좌","start":156,"end":158},"issue_category":{"value":"절차·기타"},"diagnoses":["요추 염좌"],"statutes":["산업재해보상보험법 제37조"],"related_cases":[{"court":"한빛고등법원","case_number":"2022누77","instance":2}],"sections":[["연관판결","【연관판결】",6,23],["주문","【주문】",28,61],["청구취지","【청구취지】",68,106],["이유","【이유】",111,325],["처분의 경위","1. 처분의 경위",121,232],["판단","2. 판단",239,278],["결론","3. 결론",285,325]],"side":"plaintiff","suit":{"value":"claimant","words":"요양불승인 처분","start":91,"end":99}}',NULL,'【연관판결】한빛고등법원,2022누77,2심
【주문】1. 원고의 청구를 기각한다.
2. 소송비용은 원고가 낸다.
【청구취지】피고가 2021. 4. 5. 원고에게 한 요양불승인 처분을 취소한다.
【이유】1. 처분의 경위
가. 원고는 가구 공장에서 합판을 나르다가 허리를 다쳐 ''요추 염좌''를 진단받고 피고에게 요양급여를 신청하였다.
나. 피고는 산업재해보상보험법 제37조의 업무상 재해로 보기 어렵다며 승인하지 않았다.
2. 판단
나르던 무게와 횟수에 비추어 업무 때문이라고 하기에는 자료가 모자란다.
3. 결론
그렇다면 원고의 청구는 이유 없으므로 주문과 같이 판결한다.
판사 판사1
');
INSERT INTO "contents" VALUES('한빛지방법원_2021구단600','{"instance":{"value":1,"words":"2021구단600"},"outcome":{"value":"불인정","words":"1. 원고의 청구를 기각한다.","start":28,"end":44},"kind_b":{"value":"요양","words":"요양"},"kind_c":{"value":"해당없음"},"disease_category":{"value":"사고부상","words":"염좌","start":156,"end":158},"issue_category":{"value":"절차·기타"},"diagnoses":["요추 염좌"],"statutes":["산업재해보상보험법 제37조"],"related_cases":[{"court":"한빛고등법원","case_number":"2022누77","instance":2}],"sections":[["연관판결","【연관판결】",6,23],["주문","【주문】",28,61],["청구취지","【청구취지】",68,106],["이유","【이유】",111,325],["처분의 경위","1. 처분의 경위",121,232],["판단","2. 판단",239,278],["결론","3. 결론",285,325]],"side":"plaintiff","suit":{"value":"claimant","words":"요양불승인 처분","start":91,"end":99}}',NULL,'【연관판결】한빛고등법원,2022누77,2심
【주문】1. 원고의 청구를 기각한다.
2. 소송비용은 원고가 낸다.
【청구취지】피고가 2021. 4. 5. 원고에게 한 요양불승인 처분을 취소한다.
【이유】1. 처분의 경위
가. 원고는 가구 공장에서 합판을 나르다가 허리를 다쳐 ''요추 염좌''를 진단받고 피고에게 요양급여를 신청하였다.
나. 피고는 산업재해보상보험법 제37조의 업무상 재해로 보기 어렵다며 승인하지 않았다.
2. 판단
나르던 무게와 횟수에 비추어 업무 때문이라고 하기에는 자료가 모자란다.
3. 결론
그렇다면 원고의 청구는 이유 없으므로 주문과 같이 판결한다.
판사 판사1
');
CREATE TABLE counters (
	name TEXT NOT NULL, 
	value INTEGER NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "counters" VALUES('revision',11);
CREATE TABLE listing_rows (
	source TEXT NOT NULL, 
	listing TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	fingerprint TEXT NOT NULL, 
	walk INTEGER NOT NULL, 
	PRIMARY KEY (source, listing, "key", fingerprint)
);
CREATE TABLE marks (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
CREATE TABLE related (
	ruling_id TEXT NOT NULL, 
	related_id TEXT NOT NULL, 
	PRIMARY KEY (ruling_id, related_id), 
	FOREIGN KEY(ruling_id) REFERENCES rulings (id) ON DELETE CASCADE
);
INSERT INTO "related" VALUES('한빛지방법원_2021구단100','한빛고등법원_2022누77');
INSERT INTO "related" VALUES('한빛지방법원_2021구단200','한빛고등법원_2022누77');
INSERT INTO "related" VALUES('한빛지방법원_2021구단300','한빛고등법원_2022누77');
INSERT INTO "related" VALUES('한빛지방법원_2021구단400','한빛고등법원_2022누77');
INSERT INTO "related" VALUES('한빛지방법원_2021구단500','한빛고등법원_2022누77');
INSERT INTO "related" VALUES('한빛지방법원_2021구단600','한빛고등법원_2022누77');
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
	suit TEXT NOT NULL, 
	has_text BOOLEAN NOT NULL, 
	has_digest BOOLEAN NOT NULL, 
	classifier_version INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (revision)
);
INSERT INTO "rulings" VALUES('한빛지방법원_2021구단100','2021구단100','2021구단100','한빛지방법원','가짜 사건','2001-02-03',2021,'table','900001',NULL,'취소',NULL,NULL,'2024-05-01T00:00:00+00:00',1,'인정','요양','해당없음','사고부상','절차·기타','claimant',1,1,7,2);
INSERT INTO "rulings" VALUES('한빛지방법원_2021구단200','2021구단200','2021구단200','한빛지방법원','요양불승인처분취소',NULL,2021,'archive','900002',NULL,NULL,NULL,NULL,'2024-05-01T00:00:00+00:00',1,'불인정','요양','해당없음','사고부상','절차·기타','claimant',1,1,7,4);
INSERT INTO "rulings" VALUES('한빛지방법원_2021구단300','2021구단300','2021구단300','한빛지방법원','요양불승인처분취소',NULL,2021,'archive','3',NULL,NULL,NULL,NULL,'2024-05-01T00:00:00+00:00',1,'불인정','요양','해당없음','사고부상','절차·기타','claimant',1,0,7,5);
INSERT INTO "rulings" VALUES('한빛지방법원_2021구단400','2021구단400','2021구단400','한빛지방법원','요양불승인처분취소',NULL,2021,'table','900001',NULL,NULL,NULL,NULL,'2024-05-01T00:00:00+00:00',1,'불인정','요양','해당없음','사고부상','절차·기타','claimant',1,0,7,6);
INSERT INTO "rulings" VALUES('한빛지방법원_2021구단500','2021구단500','2021구단500','한빛지방법원','요양불승인처분취소',NULL,2021,'archive','900001',NULL,'기각','요양','업무상사고','2024-05-01T00:00:00+00:00',1,'불인정','요양','해당없음','사고부상','절차·기타','claimant',1,0,7,8);
INSERT INTO "rulings" VALUES('한빛지방법원_2021구단600','2021구단600','2021구단600','한빛지방법원','요양불승인처분취소',NULL,2021,'lawgo','900001',NULL,NULL,NULL,NULL,'2024-05-01T00:00:00+00:00',1,'불인정','요양','해당없음','사고부상','절차·기타','claimant',1,0,7,10);
CREATE TABLE sightings (
	ruling_id TEXT NOT NULL, 
	source TEXT NOT NULL, 
	source_serial TEXT, 
	source_url TEXT, 
	kind_a TEXT, 
	kind_b TEXT, 
	kind_c TEXT, 
	fetched_at TEXT, 
	origin TEXT NOT NULL, 
	collection INTEGER, 
	PRIMARY KEY (ruling_id, source), 
	FOREIGN KEY(ruling_id) REFERENCES rulings (id) ON DELETE CASCADE
);
INSERT INTO "sightings" VALUES('한빛지방법원_2021구단100','starter','900001',NULL,NULL,NULL,NULL,NULL,'chosen',NULL);
INSERT INTO "sightings" VALUES('한빛지방법원_2021구단100','table',NULL,NULL,'취소',NULL,NULL,'2024-05-01T00:00:00+00:00','chosen',NULL);
INSERT INTO "sightings" VALUES('한빛지방법원_2021구단200','archive','900002',NULL,NULL,NULL,NULL,'2024-05-01T00:00:00+00:00','chosen',NULL);
INSERT INTO "sightings" VALUES('한빛지방법원_2021구단200','starter','900002',NULL,NULL,NULL,NULL,NULL,'chosen',NULL);
INSERT INTO "sightings" VALUES('한빛지방법원_2021구단300','archive','3',NULL,NULL,NULL,NULL,'2024-05-01T00:00:00+00:00','listing',1);
INSERT INTO "sightings" VALUES('한빛지방법원_2021구단400','table','900001',NULL,NULL,NULL,NULL,'2024-05-01T00:00:00+00:00','chosen',NULL);
INSERT INTO "sightings" VALUES('한빛지방법원_2021구단500','archive','900001',NULL,NULL,NULL,NULL,'2024-05-01T00:00:00+00:00','chosen',NULL);
INSERT INTO "sightings" VALUES('한빛지방법원_2021구단500','comwel',NULL,NULL,'기각','요양','업무상사고','2024-05-01T00:00:00+00:00','chosen',NULL);
INSERT INTO "sightings" VALUES('한빛지방법원_2021구단600','archive','900001',NULL,NULL,NULL,NULL,'2024-05-01T00:00:00+00:00','chosen',NULL);
INSERT INTO "sightings" VALUES('한빛지방법원_2021구단600','lawgo','900001',NULL,NULL,NULL,NULL,'2024-05-01T00:00:00+00:00','chosen',NULL);
CREATE INDEX ix_rulings_kind_c ON rulings (kind_c);
CREATE INDEX ix_rulings_suit ON rulings (suit);
CREATE INDEX ix_rulings_classifier_version ON rulings (classifier_version);
CREATE INDEX ix_rulings_court ON rulings (court);
CREATE INDEX ix_rulings_issue_category ON rulings (issue_category);
CREATE INDEX ix_rulings_disease_category ON rulings (disease_category);
CREATE INDEX ix_rulings_instance ON rulings (instance);
CREATE INDEX ix_rulings_year ON rulings (year);
CREATE INDEX ix_rulings_source_serial ON rulings (source_serial);
CREATE INDEX ix_rulings_kind_b ON rulings (kind_b);
CREATE INDEX ix_rulings_case_key ON rulings (case_key);
CREATE INDEX ix_rulings_outcome ON rulings (outcome);
CREATE INDEX ix_calls_day ON calls (day);
CREATE INDEX ix_sightings_source ON sightings (source);
CREATE INDEX ix_sightings_origin ON sightings (origin);
CREATE INDEX ix_related_related_id ON related (related_id);
COMMIT;
PRAGMA user_version = 8;
