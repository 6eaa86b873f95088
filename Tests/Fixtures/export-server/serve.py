#!/usr/bin/env python3
"""Serves a small estate as the IONOS Cloud API does, for tests of scripts/export.sh. Python 3 alone is enough.

    serve.py                                     prints its port and serves until its standard input ends
    serve.py -- scripts/export.sh -o export      runs a command with the variables that lead it here

Every list has pages of two items. What goes wrong on demand:

    --fault 403:/um/users     an error body each time (any status from 400 on)
    --once 429:/ipblocks      the same for the first request only; 429 asks for a second's wait
    --once cut:/contracts     the connection ends in the middle of the answer
    --once short:/contracts   the answer ends in the middle, and nothing tells so
    --fault redirect:/PATH    to another host name
    --fault stuck:/PATH       every page is the first
    --fault bare:/PATH        a list without its items
    --fault term:/PATH        the command is told to end while it waits for the answer
    --fault kill:/PATH        the command is killed while it waits for the answer
    --fault page:/PATH        HTML in place of JSON
    --fault empty:/PATH       nothing in place of JSON
    --fault echo:/PATH        the token in the answer, as it is and in escapes
    --fault denied:/PATH      the token in the message of an error, 403
    --fault echopage:/PATH    the token in HTML
    --nested-limit 1          lists inside answers are pages too
    --odd-id                  a data center whose id leads out of its folder
"""
import argparse
import http.server
import json
import os
import signal
import subprocess
import sys
import threading
import urllib.parse

PREFIX = "/cloudapi/v6"
PAGE = 2
ADDRESS = "85.215.1.1"


def resource(type, id, properties, **children):
    return {"type": type, "id": id, "properties": properties, "children": children}


def nic(id, addresses):
    rules = [resource("firewall-rule", "%s-%s" % (id, name), {"name": name, "protocol": name, "type": "INGRESS"})
             for name in ("VRRP", "ICMP")]
    properties = {"name": "eth-" + id, "ips": addresses, "lan": 1, "dhcp": True, "firewallActive": True}
    return resource("nic", id, properties, firewallrules=rules)


def server(id, zone, *nics):
    properties = {"name": id, "availabilityZone": zone, "vmState": "RUNNING", "type": "ENTERPRISE"}
    return resource("server", id, properties, nics=list(nics))


def datacenter(number):
    """Three servers and three LANs, with one failover group in the first data center."""
    dc = "dc-%d" % number
    groups = [{"ip": ADDRESS, "nicUuid": dc + "-nic-a"}] if number == 1 else []
    shared = [ADDRESS] if number == 1 else []
    members = [nic("%s-nic-%s" % (dc, key), shared + ["85.215.%d.%d" % (number + 1, host)])
               for key, host in (("a", 10), ("b", 11))]
    spare = nic(dc + "-nic-c", ["85.215.%d.12" % (number + 1)])
    # The first server has a second NIC, so that its list is cut off where nested lists are.
    own = nic(dc + "-nic-d", ["85.215.%d.13" % (number + 1)])
    servers = [server(dc + "-server-a", "ZONE_1", members[0], own), server(dc + "-server-b", "ZONE_2", members[1]),
               server(dc + "-server-c", "ZONE_1", spare)]
    lans = [resource("lan", "1", {"name": "internet", "public": True, "ipFailover": groups},
                     nics=[members[0], own, members[1], spare])]
    lans += [resource("lan", str(lan), {"name": "inside", "public": False, "ipFailover": []}, nics=[])
             for lan in (2, 3)]
    properties = {"name": "office %d" % number, "location": "de/fra", "version": 7}
    return resource("datacenter", dc, properties, servers=servers, lans=lans)


def ipblock(number, addresses):
    properties = {"name": "block %d" % number, "location": "de/fra", "size": len(addresses), "ips": addresses}
    properties["ipConsumers"] = [
        {"ip": address, "nicId": card["id"], "serverId": machine["id"], "datacenterId": dc["id"]}
        for dc in DATACENTERS for machine in dc["children"]["servers"] for card in machine["children"]["nics"]
        for address in card["properties"]["ips"] if address in addresses]
    return resource("ipblock", "block-%d" % number, properties)


def user(number, groups, administrator=False):
    properties = {"firstname": "User", "lastname": str(number), "email": "user%d@example.com" % number,
                  "administrator": administrator, "active": True}
    return resource("user", "user-%d" % number, properties, groups=groups, owns=[])


def tree():
    """All resources, by the paths of their lists."""
    group = resource("group", "group-1", {"name": "operators", "reserveIp": False})
    empty = resource("group", "group-2", {"name": "nobody", "reserveIp": False}, users=[], resources=[])
    users = [user(1, [], administrator=True), user(2, [group]), user(3, []), user(4, []), user(5, [])]
    group["children"] = {"users": [users[1]], "resources": []}
    blocks = [ipblock(1, [ADDRESS])]
    blocks += [ipblock(number + 1, ["85.215.%d.%d" % (number + 1, host) for host in range(10, 14)])
               for number in (1, 2, 3)]
    right = {"editPrivilege": True, "sharePrivilege": False}
    shares = [resource("resource", id, right) for id in ["dc-1"] + [block["id"] for block in blocks]]
    contract = resource("contract", "", {"contractNumber": 31000001, "owner": "user1@example.com",
                                         "status": "BILLABLE"})
    labels = [resource("label", "urn:label:server:dc-1-server-a:tier",
                       {"key": "tier", "value": "gold", "resourceId": "dc-1-server-a", "resourceType": "server"})]
    return {"/datacenters": DATACENTERS, "/ipblocks": blocks, "/um/users": users, "/um/groups": [group, empty],
            "/um/groups/group-1/shares": shares, "/um/groups/group-2/shares": [], "/contracts": [contract],
            "/labels": labels}


DATACENTERS = [datacenter(number) for number in (1, 2, 3)]
UNPAGED = ("/um/groups", "/contracts", "/labels")


class Estate:
    def __init__(self, options, address):
        self.options = options
        self.address = address
        self.roots = tree()
        if options.odd_id:
            self.roots["/datacenters"] = DATACENTERS + [resource("datacenter", "../../etc", {"name": "odd"})]

    def find(self, path):
        """The list or the resource at a path."""
        for root in sorted(self.roots, key=len, reverse=True):
            if path == root or path.startswith(root + "/"):
                found = self.roots[root]
                for step in path[len(root):].split("/")[1:]:
                    if isinstance(found, list):
                        found = next((item for item in found if item["id"] == step), None)
                    else:
                        found = found["children"].get(step)
                    if found is None:
                        return None
                return found
        return None

    def render(self, path, depth, offset=0, limit=None):
        found = self.find(path)
        if found is None:
            return None
        if isinstance(found, list):
            return self.collection(path, found, depth, offset, limit)
        return self.single(path, found, depth)

    def single(self, path, item, depth):
        answer = {"id": item["id"], "type": item["type"], "href": self.address + path}
        if depth >= 0:
            answer["metadata"] = {"etag": "5f2a", "state": "AVAILABLE"}
            answer["properties"] = item["properties"]
            if item["children"]:
                nested = self.options.nested_limit
                answer["entities"] = {key: self.collection(path + "/" + key, value, depth - 1, 0, nested)
                                      for key, value in item["children"].items()}
        return answer

    def collection(self, path, items, depth, offset, limit):
        answer = {"id": path.lstrip("/"), "type": "collection", "href": self.address + path}
        if depth < 0:
            return answer
        page = items[offset:] if limit is None else items[offset:offset + limit]
        answer["items"] = [self.single(self.place(path, item), item, depth - 1) for item in page]
        if limit is not None:
            answer.update(offset=offset, limit=limit, _links={"self": answer["href"]})
            if offset + limit < len(items):
                answer["_links"]["next"] = "%s%s?offset=%d&limit=%d" % (self.address, path, offset + limit, limit)
        return answer

    def place(self, path, item):
        """Where a record is: a NIC below its server, also where a LAN lists it."""
        if item["type"] == "nic" and "/lans/" in path:
            for machine in self.find(path.split("/lans/")[0] + "/servers"):
                if item in machine["children"]["nics"]:
                    return "%s/servers/%s/nics/%s" % (path.split("/lans/")[0], machine["id"], item["id"])
        return path + "/" + item["id"]


def error(status, message):
    return {"httpStatus": status, "messages": [{"errorCode": "315", "message": message}]}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        place = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(place.query))
        path = place.path[len(PREFIX):] if place.path.startswith(PREFIX) else ""
        self.server.note(self, path)
        if self.headers.get("Authorization") != "Bearer " + self.server.token:
            self.answer(401, error(401, "the token is not valid"))
            return
        fault = self.server.fault(path)
        if fault is None or fault in ("cut", "short", "stuck", "bare", "echo"):
            self.serve(path, query, fault)
        elif fault == "redirect":
            self.answer(302, {}, Location="http://localhost:%d/stolen" % self.server.server_port)
        elif fault in ("term", "kill"):
            self.server.command.send_signal(signal.SIGTERM if fault == "term" else signal.SIGKILL)
            self.close_connection = True
        elif fault == "page":
            self.send(200, b"<html>Sign in</html>", {})
        elif fault == "empty":
            self.send(200, b"", {})
        elif fault == "echopage":
            self.send(200, b"<html>Sign in, %s</html>" % self.server.token.encode(), {"X_Token": self.server.token})
        elif fault == "denied":
            self.answer(403, error(403, "Bearer %s may not" % self.server.token), X_Token=self.server.token)
        else:
            extra = {"Retry-After": "1"} if fault == "429" else {}
            self.answer(int(fault), error(int(fault), "fault \x1b[31m on demand"), **extra)

    def serve(self, path, query, fault):
        limit = None
        if not path.startswith(UNPAGED):
            limit = min(int(query.get("limit", PAGE)), PAGE)
        offset = 0 if fault == "stuck" else int(query.get("offset", 0))
        answer = self.server.estate.render(path, int(query.get("depth", 0)), offset, limit)
        if answer is None:
            self.answer(404, error(404, "Resource does not exist"))
            return
        if fault == "bare":
            del answer["items"]
        if fault == "echo":
            self.echo(answer)
            return
        self.answer(200, answer, fault if fault in ("cut", "short") else None)

    def echo(self, answer):
        """Sends the token as a member twice, as a key, in a text, and in escapes."""
        token = self.server.token
        escaped = "".join("\\u%04x" % ord(character) for character in token)
        text = json.dumps(answer, indent=2)
        more = '{"note": "%s", "note": 1, "%s": 2, "text": "it was %s.", "escaped": "%s", ' % (
            token, token, token.replace("/", "\\/"), escaped)
        self.send(200, (more + text.lstrip()[1:]).encode(), {})

    def answer(self, status, answer, fault=None, **headers):
        self.send(status, json.dumps(answer, indent=2).encode(), headers, fault)

    def send(self, status, body, headers, fault=None):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if fault == "short":
            self.send_header("Connection", "close")
        else:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[:len(body) // 2] if fault else body)
        if fault:
            self.close_connection = True

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    def __init__(self, options):
        super().__init__(("127.0.0.1", 0), Handler)
        self.token = os.environ.get("EXPORT_SERVER_TOKEN", "token-of-a-test")
        self.address = "http://127.0.0.1:%d%s" % (self.server_port, PREFIX)
        self.estate = Estate(options, self.address)
        self.always = dict(reversed(fault.split(":", 1)) for fault in options.fault)
        self.once = dict(reversed(fault.split(":", 1)) for fault in options.once)
        self.log = open(options.log, "a") if options.log else None
        self.lock = threading.Lock()

    def fault(self, path):
        with self.lock:
            return self.once.pop(path, None) or self.always.get(path)

    def note(self, request, path):
        """Writes a line for a request; another if an argument of any process shows the token."""
        if not self.log:
            return
        line = request.path[len(PREFIX):] if path else request.path
        contract = request.headers.get("X-Contract-Number")
        with self.lock:
            print(line + (" contract " + contract if contract else ""), file=self.log, flush=True)
            for process in self.showing_token():
                print("LEAK " + process, file=self.log, flush=True)

    def showing_token(self):
        for process in filter(str.isdigit, os.listdir("/proc") if os.path.isdir("/proc") else []):
            try:
                with open("/proc/%s/cmdline" % process, "rb") as arguments:
                    if self.token.encode() in arguments.read():
                        yield process
            except OSError:
                pass


def run(server, command):
    """Runs a command that finds the server and its token in the environment."""
    found = dict(os.environ, IONOS_API_URL=server.address, no_proxy="*", NO_PROXY="*")
    found.setdefault("IONOS_TOKEN", server.token)
    server.command = subprocess.Popen(command, env=found)
    code = server.command.wait()
    return code if code >= 0 else 128 - code


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fault", action="append", default=[], metavar="WHAT:PATH")
    parser.add_argument("--once", action="append", default=[], metavar="WHAT:PATH")
    parser.add_argument("--nested-limit", type=int)
    parser.add_argument("--odd-id", action="store_true")
    parser.add_argument("--log", help="a file for the paths of all requests")
    parser.add_argument("command", nargs="*")
    options = parser.parse_args()
    server = Server(options)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    if options.command:
        return run(server, options.command)
    print(server.server_port, flush=True)
    sys.stdin.read()
    return 0


if __name__ == "__main__":
    sys.exit(main())
