-- A shop as the landing before left it (migrations up to 0015): a few rows of every table.
INSERT INTO shop (id, name, zone_minutes, cut_off, service_from, service_until, version) VALUES
  (1, '青禾衣铺', 480, 240, 480, 1440, 1);
INSERT INTO department (id, name, parent_id, sort, version, name_key) VALUES
  ('018cc288-e280-7c37-a1dd-e030e1426280', '青禾衣铺', NULL, 0, 1, '青禾衣铺'),
  ('018cc288-e280-7c75-afb2-9cd00069be08', '运营推广', '018cc288-e280-7c37-a1dd-e030e1426280', 1, 1, '运营推广'),
  ('018cc288-e280-77bd-930b-c9e367281fa4', '客服组', '018cc288-e280-7c37-a1dd-e030e1426280', 2, 1, '客服组'),
  ('018cc288-e280-71b6-b955-695675643851', '仓储', '018cc288-e280-7c37-a1dd-e030e1426280', 3, 1, '仓储'),
  ('018cc288-e280-74eb-86ed-b8a15af82f53', '美工', '018cc288-e280-7c37-a1dd-e030e1426280', 4, 1, '美工'),
  ('018cc288-e280-7ab9-be5c-56b9de80957a', '行政人事', '018cc288-e280-7c37-a1dd-e030e1426280', 5, 1, '行政人事');
INSERT INTO position (id, name, sort, version, name_key) VALUES
  ('018cc292-0a40-7f39-af07-a46bd64cb897', '运营总监', 0, 1, '运营总监'),
  ('018cc292-0a40-722d-8672-15630833bd41', '店长', 1, 1, '店长'),
  ('018cc292-0a40-7dd9-bc71-bb856febc462', '运营专员', 2, 1, '运营专员'),
  ('018cc292-0a40-7f35-aacc-3c17f36a4ff8', '推广专员', 3, 1, '推广专员'),
  ('018cc292-0a40-7d87-8bff-db3199d6191b', '客服主管', 4, 1, '客服主管'),
  ('018cc292-0a40-7193-8f2c-55446cdd9f9e', '售前客服', 5, 1, '售前客服'),
  ('018cc292-0a40-7939-ab27-06be910e1b89', '售后客服', 6, 1, '售后客服'),
  ('018cc292-0a40-7706-955b-8d8aed2ed159', '投诉处理', 7, 1, '投诉处理'),
  ('018cc292-0a40-7d74-b830-e9688a5f0736', '仓储主管', 8, 1, '仓储主管'),
  ('018cc292-0a40-78b9-9983-a67094c4bc60', '仓储专员', 9, 1, '仓储专员'),
  ('018cc292-0a40-73a4-918c-f5dae87c4fce', '美工主管', 10, 1, '美工主管'),
  ('018cc292-0a40-73ed-934f-454463f639b7', '美工专员', 11, 1, '美工专员'),
  ('018cc292-0a40-7879-bcff-8261b7d62d47', '摄影', 12, 1, '摄影'),
  ('018cc292-0a40-7c16-9fae-bca20070c9aa', '人事主管', 13, 1, '人事主管'),
  ('018cc292-0a40-7b73-9c18-9342f072d55d', '系统管理员', 14, 1, '系统管理员'),
  ('018cc292-0a40-7136-a346-b196220e2438', '行政专员', 15, 1, '行政专员');
INSERT INTO person (id, number, name, phone, department_id, position_id, hired_on, work_began_on, status, left_on, version, created_at, name_key, sounds) VALUES
  ('018cc2bf-d100-744c-b0d7-e7df18fb74aa', 'MG01', '周启明', '13800000522', '018cc288-e280-7c37-a1dd-e030e1426280', '018cc292-0a40-7f39-af07-a46bd64cb897', '2024-10-10', '2015-12-31', 'active', NULL, 1, 1725948000000, '周启明', ' meng ming qimeng qiming qmeng qming zhouqimeng zhouqiming zhouqmeng zhouqming zqimeng zqiming zqmeng zqming'),
  ('018cc2bf-d100-7d48-9af1-922145827765', 'MG02', '林晓芸', '13800000559', '018cc288-e280-7c37-a1dd-e030e1426280', '018cc292-0a40-722d-8672-15630833bd41', '2023-06-11', '2020-08-29', 'active', NULL, 1, 1683871200000, '林晓芸', ' linxiaoyun linxyun lxiaoyun lxyun xiaoyun xyun yun'),
  ('018cc2bf-d100-7967-9364-464e8b3c6688', 'CS01', '王芳', '13800000744', '018cc288-e280-77bd-930b-c9e367281fa4', '018cc292-0a40-7d87-8bff-db3199d6191b', '2024-10-02', '2020-07-04', 'active', NULL, 1, 1725256800000, '王芳', ' fang wangfang wfang'),
  ('018cc2bf-d100-7c76-8881-f88732f97d45', 'CS02', '李婷', '13800000781', '018cc288-e280-77bd-930b-c9e367281fa4', '018cc292-0a40-7193-8f2c-55446cdd9f9e', '2024-08-23', NULL, 'active', NULL, 1, 1721800800000, '李婷', ' liting lting ting'),
  ('018cc2bf-d100-7bf6-9c61-8a9e3a506eac', 'CS03', '张雅琪', '13800000818', '018cc288-e280-77bd-930b-c9e367281fa4', '018cc292-0a40-7193-8f2c-55446cdd9f9e', '2023-06-25', '2016-12-11', 'active', NULL, 1, 1685080800000, '张雅琪', ' qi yaqi yqi zhangyaqi zhangyqi zyaqi zyqi'),
  ('018cc2bf-d100-76ba-a9ab-144c9cbfb2b6', 'CS04', '刘静怡', '13800000855', '018cc288-e280-77bd-930b-c9e367281fa4', '018cc292-0a40-7193-8f2c-55446cdd9f9e', '2023-07-16', NULL, 'active', NULL, 1, 1686895200000, '刘静怡', ' jingyi jyi liujingyi liujyi ljingyi ljyi yi'),
  ('018cc2bf-d100-7b1a-a071-cf0f31640d8a', 'CS05', '赵鹏', '13800000892', '018cc288-e280-77bd-930b-c9e367281fa4', '018cc292-0a40-7193-8f2c-55446cdd9f9e', '2025-06-13', NULL, 'active', NULL, 1, 1747202400000, '赵鹏', ' peng zhaopeng zpeng'),
  ('018cc2bf-d100-79ea-9812-68d692ab3837', 'CS06', '黄诗涵', '13800000929', '018cc288-e280-77bd-930b-c9e367281fa4', '018cc292-0a40-7193-8f2c-55446cdd9f9e', '2025-06-28', '2021-05-17', 'active', NULL, 1, 1748498400000, '黄诗涵', ' han hshan hshihan huangshan huangshihan shan shihan'),
  ('018cc2bf-d100-760e-8975-4f0c0fd764d8', 'CS08', '马丽娜', '13800001003', '018cc288-e280-77bd-930b-c9e367281fa4', '018cc292-0a40-7939-ab27-06be910e1b89', '2023-10-08', '2021-04-26', 'active', NULL, 1, 1694152800000, '马丽娜', ' lina linuo lna lnuo malina malinuo malna malnuo mlina mlinuo mlna mlnuo na nuo'),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', 'CS09', '朱文博', '13800001040', '018cc288-e280-77bd-930b-c9e367281fa4', '018cc292-0a40-7939-ab27-06be910e1b89', '2026-04-29', '2017-12-19', 'active', NULL, 1, 1774850400000, '朱文博', ' bo wbo wenbo zhuwbo zhuwenbo zwbo zwenbo'),
  ('018cc2bf-d100-7f8f-94ba-4c051b078f70', 'WH01', '高建国', '13800001188', '018cc288-e280-71b6-b955-695675643851', '018cc292-0a40-7d74-b830-e9688a5f0736', '2024-04-30', '2018-08-20', 'active', NULL, 1, 1711864800000, '高建国', ' gaojguo gaojianguo gjguo gjianguo guo jguo jianguo'),
  ('018cc2bf-d100-7bda-aeae-a8766e3f7135', 'WH03', '梁海峰', '13800001262', '018cc288-e280-71b6-b955-695675643851', '018cc292-0a40-78b9-9983-a67094c4bc60', '2023-03-10', NULL, 'active', NULL, 1, 1675836000000, '梁海峰', ' feng haifeng hfeng lhaifeng lhfeng lianghaifeng lianghfeng'),
  ('018cc2bf-d100-7c27-9ec0-94040912b4be', 'WH04', '韩秀英', '13800001299', '018cc288-e280-71b6-b955-695675643851', '018cc292-0a40-78b9-9983-a67094c4bc60', '2024-05-04', '2024-01-12', 'active', NULL, 1, 1712210400000, '韩秀英', ' hanxiuyang hanxiuying hanxyang hanxying hxiuyang hxiuying hxyang hxying xiuyang xiuying xyang xying yang ying'),
  ('018cc2bf-d100-79ce-a184-fbe76912b691', 'DS01', '唐婉清', '13800001410', '018cc288-e280-74eb-86ed-b8a15af82f53', '018cc292-0a40-73a4-918c-f5dae87c4fce', '2025-07-27', '2024-06-29', 'active', NULL, 1, 1751004000000, '唐婉清', ' qing tangwanqing tangwqing twanqing twqing wanqing wqing'),
  ('018cc2bf-d100-744d-9ccf-2dac916a93bd', 'HR01', '谢慧敏', '13800001558', '018cc288-e280-7ab9-be5c-56b9de80957a', '018cc292-0a40-7c16-9fae-bca20070c9aa', '2023-06-25', NULL, 'active', NULL, 1, 1685080800000, '谢慧敏', ' hmin huimin min xhmin xhuimin xiehmin xiehuimin'),
  ('018cc2bf-d100-7ce8-bf10-3f79c112ad81', 'HR02', '曹宇航', '13800001595', '018cc288-e280-7ab9-be5c-56b9de80957a', '018cc292-0a40-7b73-9c18-9342f072d55d', '2024-10-29', '2016-02-08', 'active', NULL, 1, 1727589600000, '曹宇航', ' caoyhang caoyuhang cyhang cyuhang hang yhang yuhang');
INSERT INTO protection (person_id, kind, from_day, until_day, version) VALUES
  ('018cc2bf-d100-76ba-a9ab-144c9cbfb2b6', 'pregnant', '2026-11-01', '2027-07-31', 1);
INSERT INTO role_grant (person_id, role, department_id) VALUES
  ('018cc2bf-d100-744c-b0d7-e7df18fb74aa', 'manager', '018cc288-e280-7c37-a1dd-e030e1426280'),
  ('018cc2bf-d100-7d48-9af1-922145827765', 'manager', '018cc288-e280-7c37-a1dd-e030e1426280'),
  ('018cc2bf-d100-7967-9364-464e8b3c6688', 'manager', '018cc288-e280-77bd-930b-c9e367281fa4'),
  ('018cc2bf-d100-7f8f-94ba-4c051b078f70', 'manager', '018cc288-e280-71b6-b955-695675643851'),
  ('018cc2bf-d100-79ce-a184-fbe76912b691', 'manager', '018cc288-e280-74eb-86ed-b8a15af82f53'),
  ('018cc2bf-d100-744d-9ccf-2dac916a93bd', 'hr', NULL),
  ('018cc2bf-d100-7ce8-bf10-3f79c112ad81', 'administrator', NULL);
INSERT INTO credential (person_id, password_hash, must_change, expires_at, changed_at, code_used_at, signed_in_at) VALUES
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', 'hash', 0, NULL, 1774850400000, NULL, 1774850400000),
  ('018cc2bf-d100-744c-b0d7-e7df18fb74aa', 'hash', 0, NULL, 1725948000000, NULL, 1725948000000),
  ('018cc2bf-d100-744d-9ccf-2dac916a93bd', 'hash', 0, NULL, 1685080800000, NULL, 1685080800000),
  ('018cc2bf-d100-760e-8975-4f0c0fd764d8', 'hash', 0, NULL, 1694152800000, NULL, 1694152800000),
  ('018cc2bf-d100-76ba-a9ab-144c9cbfb2b6', 'hash', 0, NULL, 1686895200000, NULL, 1686895200000),
  ('018cc2bf-d100-7967-9364-464e8b3c6688', 'hash', 0, NULL, 1725256800000, NULL, 1725256800000),
  ('018cc2bf-d100-79ce-a184-fbe76912b691', 'hash', 0, NULL, 1751004000000, NULL, 1751004000000),
  ('018cc2bf-d100-79ea-9812-68d692ab3837', 'hash', 0, NULL, 1748498400000, NULL, 1748498400000),
  ('018cc2bf-d100-7b1a-a071-cf0f31640d8a', 'hash', 0, NULL, 1747202400000, NULL, 1747202400000),
  ('018cc2bf-d100-7bda-aeae-a8766e3f7135', 'hash', 0, NULL, 1675836000000, NULL, 1675836000000),
  ('018cc2bf-d100-7bf6-9c61-8a9e3a506eac', 'hash', 0, NULL, 1685080800000, NULL, 1685080800000),
  ('018cc2bf-d100-7c27-9ec0-94040912b4be', 'hash', 0, NULL, 1712210400000, NULL, 1712210400000),
  ('018cc2bf-d100-7c76-8881-f88732f97d45', 'hash', 0, NULL, 1721800800000, NULL, 1721800800000),
  ('018cc2bf-d100-7ce8-bf10-3f79c112ad81', 'hash', 0, NULL, 1727589600000, NULL, 1727589600000),
  ('018cc2bf-d100-7d48-9af1-922145827765', 'hash', 0, NULL, 1683871200000, NULL, 1683871200000),
  ('018cc2bf-d100-7f8f-94ba-4c051b078f70', 'hash', 0, NULL, 1711864800000, NULL, 1711864800000);
INSERT INTO shift_kind (id, code, name, hue, start_minute, end_minute, meal_minutes, paid_minutes, is_night, sort, is_archived, version, updated_at, code_key) VALUES
  ('018cc29b-3200-71dc-806e-6fb24e4e655a', '早', '早班', 'amber', 480, 1020, 60, 480, 0, 0, 0, 1, 0, '早'),
  ('018cc29b-3200-741a-b481-6826cd5c0abd', '晚', '晚班', 'indigo', 960, 1440, 0, 480, 0, 1, 0, 1, 0, '晚'),
  ('018cc29b-3200-711c-95a9-3f28825bd9af', '班', '行政班', 'teal', 540, 1080, 60, 480, 0, 2, 0, 1, 0, '班'),
  ('018cc29b-3200-7ba4-b842-b8cb1f2b9470', '休', '休息', 'slate', NULL, NULL, 0, 0, 0, 3, 0, 1, 0, '休');
INSERT INTO roster (id, department_id, month, status, published_at, published_by, version, sign_off) VALUES
  ('01a0cd2b-e0c0-7ed9-973f-080fc4817e4e', '018cc288-e280-7c37-a1dd-e030e1426280', '2026-10', 'published', 1790326800000, '018cc2bf-d100-7d48-9af1-922145827765', 2, NULL),
  ('01a0cd2b-e0c0-7f64-ac56-62718ad7347d', '018cc288-e280-7c75-afb2-9cd00069be08', '2026-10', 'published', 1790326800000, '018cc2bf-d100-7d48-9af1-922145827765', 2, NULL),
  ('01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc288-e280-77bd-930b-c9e367281fa4', '2026-10', 'published', 1790326800000, '018cc2bf-d100-7967-9364-464e8b3c6688', 2, NULL),
  ('01a0cd2b-e0c0-76e2-b216-cdf1a44ef619', '018cc288-e280-71b6-b955-695675643851', '2026-10', 'published', 1790326800000, '018cc2bf-d100-7f8f-94ba-4c051b078f70', 2, NULL),
  ('01a0cd2b-e0c0-72f2-814e-58cd2c34b0d5', '018cc288-e280-74eb-86ed-b8a15af82f53', '2026-10', 'published', 1790326800000, '018cc2bf-d100-79ce-a184-fbe76912b691', 2, NULL),
  ('01a0cd2b-e0c0-7c36-9635-32b0c172fd82', '018cc288-e280-7ab9-be5c-56b9de80957a', '2026-10', 'published', 1790326800000, '018cc2bf-d100-7d48-9af1-922145827765', 2, NULL),
  ('01a167aa-a8c0-7a5b-92b5-2e18d40e90cb', '018cc288-e280-7c37-a1dd-e030e1426280', '2026-11', 'published', 1792918800000, '018cc2bf-d100-7d48-9af1-922145827765', 2, NULL),
  ('01a167aa-a8c0-7747-97b5-bab173e84e06', '018cc288-e280-7c75-afb2-9cd00069be08', '2026-11', 'published', 1792918800000, '018cc2bf-d100-7d48-9af1-922145827765', 2, NULL),
  ('01a167aa-a8c0-7d70-b577-2e91e42319a4', '018cc288-e280-77bd-930b-c9e367281fa4', '2026-11', 'published', 1792918800000, '018cc2bf-d100-7967-9364-464e8b3c6688', 2, NULL),
  ('01a167aa-a8c0-7f15-a0d6-859771bf7039', '018cc288-e280-71b6-b955-695675643851', '2026-11', 'published', 1792918800000, '018cc2bf-d100-7f8f-94ba-4c051b078f70', 2, NULL),
  ('01a167aa-a8c0-7cbb-9fb7-87c70ad3bc9b', '018cc288-e280-74eb-86ed-b8a15af82f53', '2026-11', 'published', 1792918800000, '018cc2bf-d100-79ce-a184-fbe76912b691', 2, NULL),
  ('01a167aa-a8c0-73c8-b0a2-9836cbacf07b', '018cc288-e280-7ab9-be5c-56b9de80957a', '2026-11', 'published', 1792918800000, '018cc2bf-d100-7d48-9af1-922145827765', 2, NULL),
  ('01a2074f-ccc0-710f-b76e-fe074a895810', '018cc288-e280-7c37-a1dd-e030e1426280', '2026-12', 'published', 1795597200000, '018cc2bf-d100-7d48-9af1-922145827765', 2, NULL),
  ('01a2074f-ccc0-7257-a458-67c58e7315b3', '018cc288-e280-7c75-afb2-9cd00069be08', '2026-12', 'published', 1795597200000, '018cc2bf-d100-7d48-9af1-922145827765', 2, NULL),
  ('01a2074f-ccc0-79c9-8bbb-5ba6b1ece008', '018cc288-e280-77bd-930b-c9e367281fa4', '2026-12', 'published', 1795597200000, '018cc2bf-d100-7967-9364-464e8b3c6688', 2, NULL),
  ('01a2074f-ccc0-73a3-95af-67482a28d425', '018cc288-e280-71b6-b955-695675643851', '2026-12', 'published', 1795597200000, '018cc2bf-d100-7f8f-94ba-4c051b078f70', 2, NULL),
  ('01a2074f-ccc0-7afa-a0d8-7eebb75c6b4d', '018cc288-e280-74eb-86ed-b8a15af82f53', '2026-12', 'published', 1795597200000, '018cc2bf-d100-79ce-a184-fbe76912b691', 2, NULL),
  ('01a2074f-ccc0-775f-9e6e-3b99be143d50', '018cc288-e280-7ab9-be5c-56b9de80957a', '2026-12', 'published', 1795597200000, '018cc2bf-d100-7d48-9af1-922145827765', 2, NULL),
  ('01a22b5c-50c0-75d5-bc0f-571e349610df', '018cc288-e280-77bd-930b-c9e367281fa4', '2027-01', 'draft', NULL, NULL, 1, NULL);
INSERT INTO roster_entry (person_id, day, roster_id, kind_id, version, changed_from, changed_at, updated_by, updated_at) VALUES
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-01', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-7ba4-b842-b8cb1f2b9470', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-02', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-71dc-806e-6fb24e4e655a', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-03', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-71dc-806e-6fb24e4e655a', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-04', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-741a-b481-6826cd5c0abd', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-05', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-741a-b481-6826cd5c0abd', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-06', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-7ba4-b842-b8cb1f2b9470', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-07', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-7ba4-b842-b8cb1f2b9470', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-08', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-71dc-806e-6fb24e4e655a', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-09', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-71dc-806e-6fb24e4e655a', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-10', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-741a-b481-6826cd5c0abd', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-11', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-741a-b481-6826cd5c0abd', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-12', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-7ba4-b842-b8cb1f2b9470', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-13', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-7ba4-b842-b8cb1f2b9470', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-14', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-71dc-806e-6fb24e4e655a', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-15', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-71dc-806e-6fb24e4e655a', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-16', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-741a-b481-6826cd5c0abd', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-17', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-741a-b481-6826cd5c0abd', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-18', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-7ba4-b842-b8cb1f2b9470', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-19', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-7ba4-b842-b8cb1f2b9470', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-20', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-71dc-806e-6fb24e4e655a', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-21', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-71dc-806e-6fb24e4e655a', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-22', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-741a-b481-6826cd5c0abd', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-23', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-741a-b481-6826cd5c0abd', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-24', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-7ba4-b842-b8cb1f2b9470', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-25', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-7ba4-b842-b8cb1f2b9470', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-26', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-71dc-806e-6fb24e4e655a', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-27', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-71dc-806e-6fb24e4e655a', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-28', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-741a-b481-6826cd5c0abd', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-29', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-741a-b481-6826cd5c0abd', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000),
  ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '2026-10-30', '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc29b-3200-7ba4-b842-b8cb1f2b9470', 1, NULL, NULL, '018cc2bf-d100-7967-9364-464e8b3c6688', 1790148600000);
INSERT INTO roster_change (id, roster_id, person_id, day, kind_before, kind_after, changed_by, changed_at) VALUES
  (1, '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc2bf-d100-79ea-9812-68d692ab3837', '2026-10-17', '018cc29b-3200-71dc-806e-6fb24e4e655a', '018cc29b-3200-7ba4-b842-b8cb1f2b9470', '018cc2bf-d100-7967-9364-464e8b3c6688', 1792140480000),
  (2, '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc2bf-d100-760e-8975-4f0c0fd764d8', '2026-10-17', '018cc29b-3200-7ba4-b842-b8cb1f2b9470', '018cc29b-3200-71dc-806e-6fb24e4e655a', '018cc2bf-d100-7967-9364-464e8b3c6688', 1792140480000),
  (3, '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc2bf-d100-7bf6-9c61-8a9e3a506eac', '2026-10-29', '018cc29b-3200-741a-b481-6826cd5c0abd', '018cc29b-3200-71dc-806e-6fb24e4e655a', '018cc2bf-d100-7967-9364-464e8b3c6688', 1793160960000),
  (4, '01a0cd2b-e0c0-7825-9d64-069486a7cb99', '018cc2bf-d100-79ea-9812-68d692ab3837', '2026-10-29', '018cc29b-3200-71dc-806e-6fb24e4e655a', '018cc29b-3200-741a-b481-6826cd5c0abd', '018cc2bf-d100-7967-9364-464e8b3c6688', 1793160960000);
INSERT INTO demand (id, department_id, kind_id, start_minute, end_minute, weekdays, from_day, until_day, heads, version) VALUES
  ('01a22a65-1f80-76da-88ee-fb326ceeec52', '018cc288-e280-77bd-930b-c9e367281fa4', '018cc29b-3200-71dc-806e-6fb24e4e655a', NULL, NULL, 127, NULL, NULL, 3, 1),
  ('01a22a65-1f80-7a3b-ad19-db25516f397a', '018cc288-e280-77bd-930b-c9e367281fa4', '018cc29b-3200-741a-b481-6826cd5c0abd', NULL, NULL, 127, NULL, NULL, 2, 1),
  ('01a22a65-1f80-7dcf-ac4d-c4564f9ca9c5', '018cc288-e280-77bd-930b-c9e367281fa4', NULL, 1200, 1440, 127, NULL, NULL, 2, 1),
  ('01a22a65-1f80-7732-bdb7-769298de3fc0', '018cc288-e280-77bd-930b-c9e367281fa4', '018cc29b-3200-71dc-806e-6fb24e4e655a', NULL, NULL, 127, '2026-12-11', '2026-12-11', 5, 1);
INSERT INTO cycle (id, name, days, version, name_key) VALUES
  ('01a22a9c-0e00-7ba5-858a-0e7b8720c514', '客服两早两晚', '["018cc29b-3200-71dc-806e-6fb24e4e655a","018cc29b-3200-71dc-806e-6fb24e4e655a","018cc29b-3200-741a-b481-6826cd5c0abd","018cc29b-3200-741a-b481-6826cd5c0abd","018cc29b-3200-7ba4-b842-b8cb1f2b9470","018cc29b-3200-7ba4-b842-b8cb1f2b9470"]', 1, '客服两早两晚');
INSERT INTO wish (person_id, day, kind_id, note) VALUES
  ('018cc2bf-d100-760e-8975-4f0c0fd764d8', '2027-01-20', NULL, '回老家'),
  ('018cc2bf-d100-7b1a-a071-cf0f31640d8a', '2027-01-12', '018cc29b-3200-71dc-806e-6fb24e4e655a', '晚上要接孩子'),
  ('018cc2bf-d100-7c76-8881-f88732f97d45', '2027-01-09', NULL, '家里有事'),
  ('018cc2bf-d100-7c76-8881-f88732f97d45', '2027-01-10', NULL, '');
INSERT INTO open_shift (id, department_id, day, kind_id, note, needs_approval, state, person_id, version, offered_by) VALUES
  ('01a22a2e-3100-7039-aa1a-16dcef6b70d3', '018cc288-e280-77bd-930b-c9e367281fa4', '2026-12-05', '018cc29b-3200-741a-b481-6826cd5c0abd', '大促返场，加一个人', 0, 'open', NULL, 1, NULL),
  ('01a22a2e-3100-7f5b-a5cc-63a4bbb7e594', '018cc288-e280-77bd-930b-c9e367281fa4', '2026-12-07', '018cc29b-3200-71dc-806e-6fb24e4e655a', '', 1, 'claimed', '018cc2bf-d100-7b1a-a071-cf0f31640d8a', 2, NULL);
INSERT INTO duty (department_id, day, person_id, is_fixed, version) VALUES
  ('018cc288-e280-77bd-930b-c9e367281fa4', '2026-10-01', '018cc2bf-d100-7967-9364-464e8b3c6688', 0, 1),
  ('018cc288-e280-77bd-930b-c9e367281fa4', '2026-10-02', '018cc2bf-d100-7c76-8881-f88732f97d45', 0, 1),
  ('018cc288-e280-77bd-930b-c9e367281fa4', '2026-10-03', '018cc2bf-d100-7bf6-9c61-8a9e3a506eac', 0, 1),
  ('018cc288-e280-77bd-930b-c9e367281fa4', '2026-10-04', '018cc2bf-d100-76ba-a9ab-144c9cbfb2b6', 0, 1),
  ('018cc288-e280-77bd-930b-c9e367281fa4', '2026-10-05', '018cc2bf-d100-7b1a-a071-cf0f31640d8a', 0, 1),
  ('018cc288-e280-77bd-930b-c9e367281fa4', '2026-10-06', '018cc2bf-d100-79ea-9812-68d692ab3837', 0, 1),
  ('018cc288-e280-77bd-930b-c9e367281fa4', '2026-10-08', '018cc2bf-d100-760e-8975-4f0c0fd764d8', 0, 1),
  ('018cc288-e280-77bd-930b-c9e367281fa4', '2026-10-09', '018cc2bf-d100-70ef-8a99-2f1292813c6e', 0, 1),
  ('018cc288-e280-77bd-930b-c9e367281fa4', '2026-10-12', '018cc2bf-d100-7967-9364-464e8b3c6688', 0, 1),
  ('018cc288-e280-77bd-930b-c9e367281fa4', '2026-10-13', '018cc2bf-d100-76ba-a9ab-144c9cbfb2b6', 0, 1);
INSERT INTO duty_swap (id, department_id, day, person_id, other_day, other_person_id, state, version) VALUES
  ('01a22c1c-9380-712b-bdf8-88e8439511ef', '018cc288-e280-77bd-930b-c9e367281fa4', '2026-12-04', '018cc2bf-d100-79ea-9812-68d692ab3837', '2026-12-05', '018cc2bf-d100-7bf6-9c61-8a9e3a506eac', 'offered', 1);
INSERT INTO notice (person_id, topic, id, kind, subject, by_id, told_at, until_day, read_at) VALUES
  ('018cc2bf-d100-79ea-9812-68d692ab3837', 'shifts:018cc288-e280-77bd-930b-c9e367281fa4:2026-12', '01a2074f-ccc0-79c9-8bbb-5ba6b1ece008', 'shifts_changed', '{"day":"2026-12-01","days":{"2026-12-04":"018cc29b-3200-71dc-806e-6fb24e4e655a"}}', NULL, 1796022240000, '2026-12-04', NULL),
  ('018cc2bf-d100-7b1a-a071-cf0f31640d8a', 'shifts:018cc288-e280-77bd-930b-c9e367281fa4:2026-12', '01a2074f-ccc0-79c9-8bbb-5ba6b1ece008', 'shifts_changed', '{"day":"2026-12-01","days":{"2026-12-01":"018cc29b-3200-7ba4-b842-b8cb1f2b9470"}}', NULL, 1796010720000, '2026-12-01', NULL),
  ('018cc2bf-d100-7bda-aeae-a8766e3f7135', 'shifts:018cc288-e280-71b6-b955-695675643851:2026-12', '01a2074f-ccc0-73a3-95af-67482a28d425', 'shifts_changed', '{"day":"2026-12-01","days":{"2026-12-01":"018cc29b-3200-7ba4-b842-b8cb1f2b9470"}}', NULL, 1796022960000, '2026-12-01', NULL),
  ('018cc2bf-d100-7c27-9ec0-94040912b4be', 'shifts:018cc288-e280-71b6-b955-695675643851:2026-12', '01a2074f-ccc0-73a3-95af-67482a28d425', 'shifts_changed', '{"day":"2026-12-01","days":{"2026-12-01":"018cc29b-3200-71dc-806e-6fb24e4e655a"}}', NULL, 1796022960000, '2026-12-01', NULL),
  ('018cc2bf-d100-7c76-8881-f88732f97d45', 'shifts:018cc288-e280-77bd-930b-c9e367281fa4:2026-12', '01a2074f-ccc0-79c9-8bbb-5ba6b1ece008', 'shifts_changed', '{"day":"2026-12-01","days":{"2026-12-01":"018cc29b-3200-71dc-806e-6fb24e4e655a","2026-12-04":"018cc29b-3200-741a-b481-6826cd5c0abd"}}', NULL, 1796022240000, '2026-12-04', NULL);
INSERT INTO session (id, token_hash, person_id, created_at, seen_at, expires_at, address, user_agent, ends_at) VALUES
  ('0190f3c8-a000-7000-8000-000000000001', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '018cc2bf-d100-70ef-8a99-2f1292813c6e', 1795000000000, 1795000000000, 1797592000000, '203.0.113.7', 'Mozilla/5.0', 1802776000000);
INSERT INTO sign_in_throttle (key, failures, failed_at, closed_until, allowance) VALUES ('account:a1|203.0.113.7', 2, 1795000000000, 0, 5);
INSERT INTO audit (id, at, actor_id, address, action, subject, before, after, request_id, department_id, people) VALUES
  ('0190f3c8-a000-7000-8000-000000000002', 1795000000000, '018cc2bf-d100-70ef-8a99-2f1292813c6e', '203.0.113.7', 'roster.publish', '客服组 2026-11', '', '{"status":"published"}', 'r1', '018cc288-e280-71b6-b955-695675643851', '["018cc2bf-d100-70ef-8a99-2f1292813c6e"]');
INSERT INTO audit_person (person_id, audit_id) VALUES ('018cc2bf-d100-70ef-8a99-2f1292813c6e', '0190f3c8-a000-7000-8000-000000000002');
INSERT INTO rule_set (department_id, rules, version) VALUES ('018cc288-e280-71b6-b955-695675643851', '{"rules":[]}', 1);
INSERT INTO feed (person_id, token_hash, created_at) VALUES ('018cc2bf-d100-70ef-8a99-2f1292813c6e', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1795000000000);
INSERT INTO known_device (person_id, token_hash, seen_at, device) VALUES ('018cc2bf-d100-70ef-8a99-2f1292813c6e', 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc', 1795000000000, '0190f3c8-a000-7000-8000-000000000003');
INSERT INTO refusal (hour, kind, person_id, place, count, first_at, last_at) VALUES (498611, 'forbidden', '018cc2bf-d100-70ef-8a99-2f1292813c6e', 'ListAudit', 1, 1795000000000, 1795000000000);
INSERT INTO job_run (period, job, state, cursor, turn, attempts, held_until, started_at, finished_at, error) VALUES
  ('2026-11-24', 'files.sweep', 'done', '', 1, 1, 0, 1795000000000, 1795000001000, ''),
  ('2026-11-24T09', 'files.sweep', 'open', 'x', 2, 1, 1795000060000, 1795000000000, NULL, '');
INSERT INTO file (id, owner_id, object, kind, sha256, size, subject_kind, subject_id, created_at, stored_at, deleted_at) VALUES
  ('0190f3c8-a000-7000-8000-000000000004', '018cc2bf-d100-70ef-8a99-2f1292813c6e', '0190f3c8-a000-7000-8000-000000000005', 'png', 'dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd', 1024, NULL, NULL, 1795000000000, 1795000000500, NULL);
