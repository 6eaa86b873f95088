"""The checks of the benchmark, by msgspec: typed structures of what is asked for, decoded at once.

Usage: msgspec_checks.py FILE

FILE is a bundle of API answers, in any layout. Prints one JSON object: the NICs and groups in it, and
for each check how many subjects fail.
"""

import gc
import json
import os
import sys

import msgspec


class Struct(msgspec.Struct, gc=False):
    """What has no cycles needs no garbage collector."""


class NICProperties(Struct):
    lan: int
    ips: list[str]


class NIC(Struct):
    id: str
    properties: NICProperties


class NICs(Struct):
    items: list[NIC]


class ServerEntities(Struct):
    nics: NICs


class ServerProperties(Struct):
    availabilityZone: str


class Server(Struct):
    properties: ServerProperties
    entities: ServerEntities


class Servers(Struct):
    items: list[Server]


class FailoverEntry(Struct):
    ip: str
    nicUuid: str | None = None


class LANProperties(Struct):
    ipFailover: list[FailoverEntry] | None = None


class LAN(Struct):
    id: str
    properties: LANProperties


class LANs(Struct):
    items: list[LAN]


class DatacenterEntities(Struct):
    servers: Servers
    lans: LANs


class Datacenter(Struct):
    entities: DatacenterEntities


class Datacenters(Struct):
    items: list[Datacenter]


class Bundle(Struct):
    datacenters: Datacenters


class Group:
    __slots__ = ("address", "masters", "members", "servers", "zones")

    def __init__(self, address):
        self.address = address
        self.masters = []
        self.members = []
        self.servers = set()
        self.zones = set()


def groups_of(datacenter):
    """The groups of a data center by LAN and address, without members."""
    groups = {}
    for lan in datacenter.entities.lans.items:
        number = int(lan.id)
        for entry in lan.properties.ipFailover or ():
            group = groups.setdefault((number, entry.ip), Group(entry.ip))
            if entry.nicUuid is not None:
                group.masters.append(entry.nicUuid)
    return groups


def join(datacenter, groups):
    """Finds the members of groups; returns how many NICs are primary for several groups."""
    reused = 0
    for position, server in enumerate(datacenter.entities.servers.items):
        zone = server.properties.availabilityZone
        for nic in server.entities.nics.items:
            lan = nic.properties.lan
            primary = 0
            for place, address in enumerate(nic.properties.ips):
                group = groups.get((lan, address))
                if group is None:
                    continue
                group.members.append(nic.id)
                group.servers.add(position)
                group.zones.add(zone)
                primary += place == 0
            reused += primary > 1
    return reused


def check(bundle):
    datacenters = bundle.datacenters.items
    groups = []
    reused = 0
    for datacenter in datacenters:
        own = groups_of(datacenter)
        reused += join(datacenter, own)
        groups.extend(own.values())
    count = {}
    for group in groups:
        count[group.address] = count.get(group.address, 0) + 1
    strangers = [
        [master for master in group.masters if master not in group.members] for group in groups
    ]
    wanted = {master for masters in strangers for master in masters}
    shown = set()
    nics = 0
    for datacenter in datacenters:
        for server in datacenter.entities.servers.items:
            items = server.entities.nics.items
            nics += len(items)
            shown.update(nic.id for nic in items if nic.id in wanted)
    return {
        "nics": nics,
        "groups": len(groups),
        "single-server-group": sum(len(group.servers) < 2 for group in groups),
        "single-zone-group": sum(
            len(group.servers) > 1 and len(group.zones) == 1 for group in groups
        ),
        "primary-ip-reused": reused,
        "master-not-a-member": sum(
            any(master in shown for master in masters) for masters in strangers
        ),
        "address-in-two-groups": sum(count[group.address] > 1 for group in groups),
    }


def main():
    gc.disable()
    with open(sys.argv[1], "rb") as file:
        bundle = msgspec.json.decode(file.read(), type=Bundle)
    print(json.dumps(check(bundle)), flush=True)
    # Giving the objects back one by one would take longer than the checks.
    os._exit(0)


if __name__ == "__main__":
    main()
