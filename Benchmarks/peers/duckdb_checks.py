"""The checks of the benchmark, by DuckDB: SQL over the document.

Usage: duckdb_checks.py FILE [THREADS]

FILE is a bundle of API answers. One whose data centers stand on lines of their own is read line by
line, by several threads; any other is one document for `read_json`. Prints one JSON object: the NICs
and groups in it, and for each check how many subjects fail.
"""

import json
import os
import sys

import duckdb

# What is read of a data center, in the form of DuckDB's from_json.
NIC = {"id": "VARCHAR", "properties": {"lan": "INTEGER", "ips": ["VARCHAR"]}}
SERVER = {
    "id": "VARCHAR",
    "properties": {"availabilityZone": "VARCHAR"},
    "entities": {"nics": {"items": [NIC]}},
}
LAN = {"id": "VARCHAR", "properties": {"ipFailover": [{"ip": "VARCHAR", "nicUuid": "VARCHAR"}]}}
DATACENTER = {
    "id": "VARCHAR",
    "entities": {"servers": {"items": [SERVER]}, "lans": {"items": [LAN]}},
}

DOCUMENT = """
CREATE TABLE datacenter AS
  SELECT unnest(datacenters.items, max_depth := 2)
  FROM read_json($file, format = 'unstructured', maximum_object_size = $size,
    columns = {'datacenters': $type})
"""

LINES = """
CREATE TABLE datacenter AS
  SELECT unnest(from_json(rtrim(line, ','), $structure))
  FROM read_csv($file, columns = {'line': 'VARCHAR'}, header = false, auto_detect = false,
    delim = '\x01', quote = '', escape = '', max_line_size = $size, parallel = true)
  WHERE line LIKE '{"id":%'
"""

TABLES = """
CREATE TABLE nic AS
  WITH servers AS (
    SELECT id AS datacenter, unnest(entities.servers.items) AS server FROM datacenter),
  nics AS (
    SELECT datacenter, server.id AS server, server.properties.availabilityZone AS zone,
      unnest(server.entities.nics.items) AS nic FROM servers)
  SELECT datacenter, server, zone, nic.id AS id, nic.properties.lan AS lan,
    nic.properties.ips AS ips FROM nics;
CREATE TABLE entry AS
  WITH lans AS (SELECT id AS datacenter, unnest(entities.lans.items) AS lan FROM datacenter),
  entries AS (
    SELECT datacenter, lan.id::INTEGER AS lan, unnest(lan.properties.ipFailover) AS entry FROM lans)
  SELECT datacenter, lan, entry.ip AS ip, entry.nicUuid AS master FROM entries;
CREATE TABLE "group" AS SELECT DISTINCT datacenter, lan, ip FROM entry;
CREATE TABLE member AS
  WITH held AS (SELECT datacenter, server, zone, id, lan, ips[1] AS first, unnest(ips) AS ip FROM nic)
  SELECT * FROM held SEMI JOIN "group" USING (datacenter, lan, ip);
CREATE TABLE spread AS
  SELECT datacenter, lan, ip, count(DISTINCT server) AS servers, count(DISTINCT zone) AS zones
  FROM "group" LEFT JOIN member USING (datacenter, lan, ip) GROUP BY ALL;
"""

CHECKS = {
    "nics": "SELECT count(*) FROM nic",
    "groups": 'SELECT count(*) FROM "group"',
    "single-server-group": "SELECT count(*) FROM spread WHERE servers < 2",
    "single-zone-group": "SELECT count(*) FROM spread WHERE servers > 1 AND zones = 1",
    "primary-ip-reused": """
        SELECT count(*) FROM (
          SELECT id FROM member WHERE first = ip GROUP BY id HAVING count(DISTINCT ip) > 1)""",
    "master-not-a-member": """
        SELECT count(*) FROM (
          SELECT DISTINCT datacenter, lan, ip FROM entry
          SEMI JOIN nic ON nic.id = master
          ANTI JOIN member ON member.id = master AND member.ip = entry.ip
            AND member.datacenter = entry.datacenter AND member.lan = entry.lan)""",
    "address-in-two-groups": """
        SELECT coalesce(sum(n), 0)::INTEGER FROM (
          SELECT count(*) AS n FROM "group" GROUP BY ip HAVING count(*) > 1)""",
}


def sql_type(structure):
    """The SQL type of a structure."""
    if isinstance(structure, dict):
        members = (f"{key} {sql_type(value)}" for key, value in structure.items())
        return f"STRUCT({', '.join(members)})"
    if isinstance(structure, list):
        return sql_type(structure[0]) + "[]"
    return structure


def has_lines(path):
    """Whether the first data center begins on a line of its own."""
    with open(path, "rb") as file:
        return b'"items":[\n' in file.read(1000)


def main():
    path = sys.argv[1]
    connection = duckdb.connect()
    if len(sys.argv) > 2:
        connection.execute(f"SET threads = {int(sys.argv[2])}")
    connection.execute("SET preserve_insertion_order = false")
    if has_lines(path):
        # Lines in the thousands of servers; the longest one must fit.
        parameters = {"size": 1 << 26, "structure": json.dumps(DATACENTER)}
        connection.execute(LINES, {"file": path} | parameters)
    else:
        parameters = {"size": os.path.getsize(path) + 1, "type": sql_type({"items": [DATACENTER]})}
        connection.execute(DOCUMENT, {"file": path} | parameters)
    connection.execute(TABLES)
    counts = {name: connection.execute(sql).fetchone()[0] for name, sql in CHECKS.items()}
    print(json.dumps(counts), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
