/*
id: mixed-address-block
title: "the IP block of a failover group's address serves failover groups only"
severity: note
family: access-rights
subjects: groups
rationale: >
  Rights on an IP block are rights on all its addresses. Where a block also serves single servers, whoever may
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
message: "the block {block} serves other purposes too: {other_addresses} of its addresses, {one_address} among them"
unknown: "who uses the other addresses of the block is not known"
not-applicable: "the group's address is in no known block"
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
    outcomes: {group/dc/1/85.215.1.1: pass}
  - title: a NIC holds another address of the block
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}]
          servers:
            - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}]}
            - {id: c, nics: [{id: n3, lan: 1, ips: [85.215.1.2, 85.215.7.7]}]}
      ipBlocks: [{id: block, name: front, ips: [85.215.1.1, 85.215.1.2, 85.215.1.3]}]
    outcomes: 
      group/dc/1/85.215.1.1:
        outcome: fail
        message: 'the block block serves other purposes too: 1 of its addresses, 85.215.1.2 among them'
  - title: the platform names users of two other addresses, of which a NIC holds one
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}]
          servers:
            - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}]}
            - {id: c, nics: [{id: n3, lan: 1, ips: [85.215.1.3]}]}
      ipBlocks: [{id: block, name: front, ips: [85.215.1.1, 85.215.1.2, 85.215.1.3], consumers: [{ip: 85.215.1.1, nic: n1}, {ip: 85.215.1.2}, {ip: 85.215.1.3, nic: n3}]}]
    outcomes: 
      group/dc/1/85.215.1.1:
        outcome: fail
        message: 'the block block serves other purposes too: 2 of its addresses, 85.215.1.2 among them'
  - title: the users of the addresses were not exported
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}]
          servers:
            - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}]}
      ipBlocks: [{id: block, name: front, ips: [85.215.1.1, 85.215.1.2]}]
    outcomes: {group/dc/1/85.215.1.1: unknown}
  - title: the address is in no known block
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}]
          servers:
            - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}]}
            - {id: c, nics: [{id: n3, lan: 1, ips: [85.215.9.2]}]}
      ipBlocks: [{id: block, name: front, ips: [85.215.9.1, 85.215.9.2], consumers: []}]
    outcomes: {group/dc/1/85.215.1.1: notApplicable}
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
  g.subject,
  CASE
    WHEN g.block IS NULL THEN 'notApplicable'
    WHEN o.block IS NOT NULL THEN 'fail'
    ELSE 'unknown'
  END AS outcome,
  g.block,
  o.count AS other_addresses,
  o.one AS one_address
FROM groups g
LEFT JOIN ip_blocks b ON b.id = g.block
LEFT JOIN other o ON o.block = g.block
WHERE g.block IS NULL OR o.block IS NOT NULL OR NOT b.consumers_known
