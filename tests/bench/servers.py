"""The servers of P3 to P5: the hub's feed and those it is compared with. Each starts with start(tls), tells how a reader
connects (reader_options) and when it has everything (goal), and publishes so many messages of one size."""

import re
import socket
import time
import urllib.parse

import stage as stages


class Spoken:
    """A driver or script that prints its port and takes commands by lines."""

    ours = False
    slowness = 1  # gets so many times fewer messages, so that a round doesn't last minutes

    def __init__(self, stage, tls):
        self.stage, self.tls = stage, tls
        self.process = stage.talk(self.name, self.command())
        self.port = int(stages.line_of(self.process))

    @property
    def pids(self):
        return [self.process.pid]

    def reader_options(self):
        return []

    def goal(self, count, size):
        return ["--bytes", str(count * size)]

    def publish(self, count, size):
        """Starts it; finished() gives the start's time."""
        self.process.stdin.write(f"publish {count} {size}\n")

    def trickle(self, per_second, count, size):
        self.process.stdin.write(f"rate {per_second} {count} {size}\n")

    def finished(self):
        return int(stages.line_of(self.process).split()[1])

    def leave(self):
        self.process.stdin.close()
        self.process.stdin = None
        self.stage.stop(self.process)


class Ceiling(Spoken):
    name = "bare epoll"

    def command(self):
        certificate, key = self.stage.certificate()
        return [self.stage.bin / "bench_ceiling", *(["--cert", certificate, "--key", key] if self.tls else [])]


class NodeWs(Spoken):
    name = "Node ws"
    slowness = 4

    def command(self):
        return ["node", stages.BENCH / "peers" / "fan_out.js", *(self.stage.certificate() if self.tls else [])]


class Feed(Spoken):
    """The hub's own server and feed, TLS as always, with a source of events that needs no disk."""

    name = "siaga"
    ours = True
    folders = 0

    def __init__(self, stage, tls):
        assert tls, "the hub speaks nothing but TLS"
        self.stage, self.tls = stage, tls
        Feed.folders += 1
        self.process = stage.talk(self.name, self.command())
        said = stages.line_of(self.process).split()
        self.port, self.epoch, self.size = int(said[0]), said[1].split(":")[0], int(said[2])
        self.end = int(said[1].split(":")[1])
        line = stages.Line(self.port)
        line.sign_in("pengawas@contoh.id")
        self.token = line.token
        self.end += 1  # session.opened

    def command(self):
        return [self.stage.bin / "bench_feed_hub", self.stage.folder / f"feed-{Feed.folders}"]

    def reader_options(self):
        cursor = urllib.parse.quote(f"{self.epoch}:{self.end}")
        return ["--target", f"/api/v1/feed?after={cursor}", "--header", f"Authorization: Bearer {self.token}"]

    def goal(self, count, size):
        return ["--seq", str(self.end + count)]

    def publish(self, count, size):
        self.process.stdin.write(f"publish {count}\n")

    def trickle(self, per_second, count, size):
        self.process.stdin.write(f"rate {per_second} {count}\n")

    def finished(self):
        words = stages.line_of(self.process).split()
        self.end = int(words[2])
        return int(words[1])


class Nats:
    """nats-server, as Debian has it; readers by its WebSocket, the publisher by its own protocol over TCP."""

    name = "nats"
    ours = False
    slowness = 1
    subject = "alarm"

    def __init__(self, stage, tls):
        self.stage = stage
        self.port, self.tcp = stages.free_port(), stages.free_port()
        certificate, key = stage.certificate()
        secure = f'tls {{ cert_file: "{certificate}", key_file: "{key}" }}' if tls else "no_tls: true"
        config = stage.folder / f"nats-{self.tcp}.conf"
        config.write_text(f"listen: 127.0.0.1:{self.tcp}\nmax_pending: 1GB\nwrite_deadline: \"60s\"\n"
                          f"websocket {{ listen: 127.0.0.1:{self.port}\n {secure} }}\n")
        self.process = stage.start("nats", ["nats-server", "-c", config])
        stages.wait("nats-server", self.is_ready)
        self.publisher = socket.create_connection(("127.0.0.1", self.tcp), 60)
        self.publisher.sendall(b'CONNECT {"verbose":false,"pedantic":false}\r\nPING\r\n')
        got = b""
        while b"PONG" not in got:
            got += self.publisher.recv(4096)

    def is_ready(self):
        for port in (self.port, self.tcp):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
            except OSError:
                return False
        return True

    @property
    def pids(self):
        return [self.process.pid]

    def reader_options(self):
        return ["--nats", self.subject]

    def goal(self, count, size):
        return ["--bytes", str(count * (len(f"MSG {self.subject} 1 {size}\r\n") + size + 2))]

    def publish(self, count, size):
        message = f"PUB {self.subject} {size}\r\n".encode() + b"x" * size + b"\r\n"
        self.started = time.monotonic_ns()
        block = message * 64
        for _ in range(count // 64):
            self.publisher.sendall(block)
        self.publisher.sendall(message * (count % 64))

    def finished(self):
        return self.started

    def leave(self):
        self.publisher.close()
        self.stage.stop(self.process)


class Nchan:
    """nginx with nchan, as Debian has them; published by pipelined POSTs, as its authors measure it."""

    name = "nchan"
    ours = False
    slowness = 8

    def __init__(self, stage, tls):
        self.stage = stage
        self.port, self.inner = stages.free_port(), stages.free_port()
        certificate, key = stage.certificate()
        folder = stage.folder / f"nginx-{self.port}"
        folder.mkdir()
        folder.chmod(0o777)
        secure = f"ssl_certificate {certificate}; ssl_certificate_key {key};" if tls else ""
        config = folder / "nginx.conf"
        config.write_text(f"""
load_module /usr/lib/nginx/modules/ngx_nchan_module.so;
daemon off; worker_processes 2; pid {folder}/pid; error_log {folder}/error.log warn;
events {{ worker_connections 4096; }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fast;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  keepalive_requests 100000000; nchan_shared_memory_size 512M;
  server {{ listen 127.0.0.1:{self.port} {"ssl" if tls else ""}; {secure}
    location /sub {{ nchan_subscriber websocket; nchan_channel_id alarm; nchan_subscriber_first_message newest; }} }}
  server {{ listen 127.0.0.1:{self.inner};
    location /pub {{ nchan_publisher; nchan_channel_id alarm; nchan_message_buffer_length 100000;
                     nchan_message_timeout 600s; }} }}
}}
""")
        self.process = stage.start("nginx", ["/usr/sbin/nginx", "-c", config, "-p", folder])
        stages.wait("nginx", self.is_ready)
        self.publisher = stages.Line(self.inner, tls=False)

    def is_ready(self):
        try:
            socket.create_connection(("127.0.0.1", self.inner)).close()
            return True
        except OSError:
            return False

    @property
    def pids(self):
        return stages.tree_of(self.process.pid)

    def reader_options(self):
        return ["--target", "/sub"]

    def goal(self, count, size):
        return ["--bytes", str(count * size)]

    def publish(self, count, size):
        request = (f"POST /pub HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: {size}\r\n\r\n"
                   + "x" * size).encode()
        self.started = time.monotonic_ns()
        answered, text = 0, b""
        for first in range(0, count, 16):
            some = min(16, count - first)
            self.publisher.send(request * some)
            while answered < first + some:
                text += self.publisher.more()
                answered += len(re.findall(rb"HTTP/1\.1 20[12]", text))
                text = text[text.rfind(b"HTTP/1.1 20") + 12:] if b"HTTP/1.1 20" in text else text[-16:]

    def finished(self):
        return self.started

    def leave(self):
        self.stage.stop(self.process)


PEERS = (NodeWs, Nats, Nchan, Ceiling)
