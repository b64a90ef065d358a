"""A wire between a client and the hub that misbehaves on demand: it stalls, resets, delays, trickles, or closes one half.
Bytes are never changed or dropped while a connection lives, as TCP has it. Each Proxy has a thread of its own; its members
may be set and called from any."""
import asyncio
import socket
import struct
import threading


class Proxy:
    """`mode` counts for connections that are open and for new ones, from the next piece on:
    pass        as fast as it comes
    black_hole  nothing moves, nothing is closed; connections are taken and stay silent
    delay       each piece `delay` seconds later
    trickle     `trickle` bytes a hundredth of a second"""

    def __init__(self, target):
        self.target = target
        self.mode, self.delay, self.trickle = "pass", 0.3, 64
        self.cut_after = None  # reset everything once so many more bytes went towards the hub
        self.cuts = 0
        self._pairs = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = self._run(asyncio.start_server(self._accept, "127.0.0.1", 0))
        self.port = self._server.sockets[0].getsockname()[1]

    def close(self):
        self._run(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def reset(self):
        """RST on both sides of every connection."""
        self._run(self._reset())

    def half_close(self):
        """The hub's side is told that no more comes from the client, which hears nothing of it."""
        self._run(self._half_close())

    def open_connections(self):
        return len(self._pairs)

    def _run(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(30)

    async def _end(self):
        self._server.close()
        await self._reset()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _reset(self):
        for pair in list(self._pairs):
            for writer in pair:
                self._abort(writer)
        self._pairs.clear()

    @staticmethod
    def _abort(writer):
        raw = writer.get_extra_info("socket")
        if raw is not None and raw.fileno() >= 0:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()

    async def _half_close(self):
        for _, far in list(self._pairs):
            if not far.is_closing():
                far.write_eof()

    async def _accept(self, near_reader, near):
        try:
            far_reader, far = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            self._abort(near)
            return
        pair = (near, far)
        self._pairs.add(pair)
        await asyncio.gather(self._pump(near_reader, far, True), self._pump(far_reader, near, False))
        self._pairs.discard(pair)
        for writer in pair:
            writer.close()

    async def _pump(self, reader, writer, towards_hub):
        try:
            while True:
                await self._while_dark(writer)
                piece = await reader.read(self.trickle if self.mode == "trickle" else 65536)
                await self._while_dark(writer)
                if self.mode == "delay":
                    await asyncio.sleep(self.delay)
                if self.mode == "trickle":
                    await asyncio.sleep(0.01)
                if towards_hub and self.cut_after is not None:
                    self.cut_after -= len(piece)
                    if self.cut_after <= 0:
                        self.cut_after = None
                        self.cuts += 1
                        await self._reset()
                        return
                if not piece:
                    if writer.can_write_eof():
                        writer.write_eof()
                    return
                writer.write(piece)
                await writer.drain()
        except (OSError, RuntimeError):
            self._abort(writer)

    async def _while_dark(self, writer):
        while self.mode == "black_hole" and not writer.is_closing():
            await asyncio.sleep(0.02)
