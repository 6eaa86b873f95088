/*
id: mixed-address-block
title: an IP block with addresses of failover groups serves failover groups only
severity: note
family: access-rights
loss: clarity
subjects: group-blocks
rationale: >
  Rights on an IP block are rights on all its addresses. Where a block also serves single servers, a person who may
  change those may also take a failover group's address, and a block cannot be given back or moved without
  touching the group.
remediation: >
  Reserve a block of its own for addresses of failover groups, move the groups there at the next change, and
  give rights on it to those only who run the groups.
references:
  - {title: "IONOS Cloud: IPv4 addresses", url: "https://docs.ionos.com/cloud/network-services/vdc-networking/ip-address/ipv4/overview"}
  - {title: "IONOS Cloud API v6", url: "https://api.ionos.com/docs/cloud/v6/"}
controls:
  - {framework: "ISO/IEC 27001:2022", id: A.5.18, title: Access rights}
  - {framework: NIST SP 800-53 r5, id: AC-6, title: Least Privilege}
message: "block {block} also serves {other_addresses} outside of failover groups, such as {one_address}"
unknown: "the export does not show who uses the other addresses of block {block}"
unknown-remedy: >
  Export the IP blocks again with their consumers, as `scripts/export.sh` does, and repeat the audit.
examples:
  - title: all addresses in use are those of groups
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}]
          servers:
            - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}]}
      ipBlocks: [{id: block, name: front, ips: [85.215.1.1, 85.215.1.2], consumers: [{ip: 85.215.1.1, nic: n1}, {ip: 85.215.1.1, nic: n2}]}]
    outcomes: {ipblock/block: pass}
  - title: a NIC holds another address of a block of two groups
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}, {ip: 85.215.1.4}]}]
          servers:
            - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1, 85.215.1.4]}]}
            - {id: b, nics: [{id: n2, lan: 1, ips: [85.215.1.1, 85.215.1.4]}]}
            - {id: c, nics: [{id: n3, lan: 1, ips: [85.215.1.2, 85.215.7.7]}]}
      ipBlocks: [{id: block, name: front, ips: [85.215.1.1, 85.215.1.2, 85.215.1.3, 85.215.1.4]}]
    outcomes:
      ipblock/block:
        outcome: fail
        message: 'block "front" also serves 1 address outside of failover groups, such as 85.215.1.2'
  - title: the platform names users of two other addresses, and a NIC holds one of them
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}]
          servers:
            - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}]}
            - {id: c, nics: [{id: n3, lan: 1, ips: [85.215.1.3]}]}
      ipBlocks: [{id: block, creator: u1, ips: [85.215.1.1, 85.215.1.2, 85.215.1.3], consumers: [{ip: 85.215.1.1, nic: n1}, {ip: 85.215.1.2}, {ip: 85.215.1.3, nic: n3}]}]
    outcomes:
      ipblock/block:
        outcome: fail
        message: 'block block also serves 2 addresses outside of failover groups, such as 85.215.1.2'
  - title: the users of the addresses were not exported
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}]
          servers:
            - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}]}
      ipBlocks: [{id: block, name: front, ips: [85.215.1.1, 85.215.1.2]}]
    outcomes: {ipblock/block: unknown}
*/

WITH
  other(block, count, one) AS (
    SELECT block, count(*), min(address)
    FROM (
      SELECT c.block, c.address
      FROM block_consumers c
      WHERE NOT EXISTS (SELECT * FROM groups g WHERE g.address = c.address)
      UNION
      SELECT b.block, b.address
      FROM block_addresses b
      WHERE NOT EXISTS (SELECT * FROM groups g WHERE g.address = b.address)
        AND EXISTS (SELECT * FROM addresses a WHERE a.address = b.address)
    )
    GROUP BY block
  )
SELECT
  b.subject,
  CASE WHEN o.block IS NOT NULL THEN 'fail' ELSE 'unknown' END AS outcome,
  coalesce('"' || b.name || '"', b.id) AS block,
  o.count || CASE WHEN o.count = 1 THEN ' address' ELSE ' addresses' END AS other_addresses,
  o.one AS one_address
FROM ip_blocks b
LEFT JOIN other o ON o.block = b.id
WHERE b.id IN (SELECT block FROM groups) AND (o.block IS NOT NULL OR NOT b.consumers_known)
