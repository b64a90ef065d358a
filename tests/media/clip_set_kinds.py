"""The kinds of recordings: how each is made, and what a player has to do with it."""

from dataclasses import dataclass
from pathlib import Path

import clip_set_boxes as boxes
from clip_set_pictures import record, run

H264 = ("-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-g", "25")
H265 = ("-c:v", "libx265", "-preset", "ultrafast", "-tag:v", "hvc1", "-x265-params",
        "log-level=error:pools=1:frame-threads=1:keyint=25:bframes=3:open-gop=1")
VP8 = ("-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "1M", "-g", "25")
VP9 = ("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "1M", "-g", "25")
AV1 = ("-c:v", "libaom-av1", "-usage", "realtime", "-cpu-used", "8", "-b:v", "1M", "-g", "25")
AAC = ("-c:a", "aac", "-b:a", "64k")
OPUS = ("-c:a", "libopus", "-b:a", "32k")
SILENT = ("-an",)
FASTSTART = ("-movflags", "+faststart")
FRAGMENTS = ("-movflags", "+frag_keyframe+empty_moov+default_base_moof")
BROWSER = ("-live", "1", "-write_crc32", "0")  # neither cues nor a duration
# Lengths of 1, 3, 1, 1 and 4 pictures, over and over: phones in the dark.
UNEVEN = ("settb=1/1000", "setpts='(floor(N/5)*10+if(lt(mod(N,5),2),mod(N,5),mod(N,5)+2))*40'")
UNEVEN_TIMES = ("-fps_mode", "vfr", "-enc_time_base", "1:1000")


@dataclass
class Kind:
    name: str
    suffix: str
    options: tuple
    video: str = "h264"     # as the player names it; empty: sound alone
    audio: str = "aac"      # empty: silent
    size: tuple = (320, 180)  # upright
    rate: int = 25
    count: int = 75         # pictures
    turned: int = 0
    filters: tuple = ()
    lead: tuple = ()        # ffmpeg options before the pictures' input
    length: float = 0       # seconds of sound; 0: as long as the pictures
    after: tuple = ()       # functions that change the finished file, in order
    plays: bool = True
    trouble: str = "none"
    first: int = 0          # number of the first picture that is shown
    cut: bool = False

    def sound(self, folder):
        if not self.audio:
            return ()
        length = self.length or self.count / self.rate
        if self.audio == "amr":  # ffmpeg has no encoder for it
            path = folder / f"{self.name}.amr"
            run(["gst-launch-1.0", "-q", "audiotestsrc", f"num-buffers={int(length * 50)}", "samplesperbuffer=160", "!",
                 "audio/x-raw,rate=8000,channels=1", "!", "amrnbenc", "!", "filesink", f"location={path}"])
            return ("-i", str(path))
        return ("-f", "lavfi", "-i", f"sine=frequency=440:sample_rate=48000:duration={length}")

    def write(self, path: Path):
        record(path, self.options, size=self.size, rate=self.rate, count=self.count if self.video else 0,
               turned=self.turned, filters=self.filters, sound=self.sound(path.parent), lead=self.lead)
        changes = (boxes.turn(self.turned),) * bool(self.turned) + self.after
        for change in changes:
            path.write_bytes(change(path.read_bytes()))


def plain():
    """Whole recordings in MP4 as phones write them."""
    return [
        Kind("h264_baseline", ".mp4", (*H264, "-profile:v", "baseline", *AAC, *FASTSTART)),
        Kind("h264_main_reordered", ".mp4", (*H264, "-profile:v", "main", "-bf", "3", *AAC)),
        Kind("h264_high_open_groups", ".mp4",
             (*H264, "-profile:v", "high", "-bf", "3", "-x264-params", "open-gop=1:b-pyramid=normal:scenecut=0", *AAC)),
        Kind("h264_10_bit", ".mp4", (*H264, "-pix_fmt", "yuv420p10le", *AAC)),
        Kind("portrait_90", ".mp4", (*H264, "-bf", "2", *AAC), size=(180, 320), turned=90),
        Kind("portrait_180", ".mp4", (*H264, *AAC), turned=180),
        Kind("portrait_270", ".mp4", (*H264, *AAC, *FRAGMENTS), size=(180, 320), turned=270),
        Kind("hevc", ".mp4", (*H265, "-pix_fmt", "yuv420p", *AAC), video="h265"),
        Kind("hevc_portrait", ".mov", (*H265, "-pix_fmt", "yuv420p", *AAC), video="h265", size=(180, 320), turned=90),
        Kind("hevc_10_bit", ".mp4", (*H265, "-pix_fmt", "yuv420p10le", *AAC), video="h265"),
        Kind("hevc_hdr", ".mp4",
             (*H265[:-1], H265[-1] + ":colorprim=bt2020:transfer=arib-std-b67:colormatrix=bt2020nc",
              "-pix_fmt", "yuv420p10le", *AAC), video="h265"),
        Kind("hevc_4k", ".mp4", (*H265, "-pix_fmt", "yuv420p", *AAC), video="h265", size=(3840, 2160), rate=5, count=12),
        Kind("av1", ".mp4", (*AV1, *AAC), video="av1"),
        Kind("uneven", ".mp4", (*H264, "-bf", "2", *UNEVEN_TIMES, *AAC), filters=UNEVEN, length=6),
        Kind("index_last", ".mp4", (*H264, *AAC)),
        Kind("index_first", ".mp4", (*H264, "-bf", "3", *AAC, *FASTSTART)),
        Kind("silent", ".mp4", (*H264, *FASTSTART), audio=""),
        Kind("trimmed", ".mp4", (*H264, *AAC), after=(boxes.trim(0.52),), first=13),
        Kind("pictures_late", ".mp4", (*H264, "-fps_mode", "vfr", *AAC), lead=("-itsoffset", "0.6"), length=3.6),
        Kind("slow_10", ".mp4", (*H264, *AAC), rate=10, count=40),
        Kind("fast_60", ".mp4", (*H264, "-bf", "2", *AAC), rate=60, count=180),
        Kind("wide_854", ".mp4", (*H264, *AAC), size=(854, 480)),
        Kind("odd_444", ".mp4", (*H264, "-pix_fmt", "yuv444p", *AAC), size=(607, 341)),
        Kind("one_picture", ".mp4", (*H264,), audio="", count=1),
        Kind("half_second", ".mp4", (*H264, *AAC), count=12),
        Kind("ten_minutes", ".mp4", (*H264, "-preset", "ultrafast", "-g", "50", "-c:a", "aac", "-b:a", "8k", "-ar",
                                     "8000", *FASTSTART), size=(160, 90), rate=10, count=6000),
    ]


def streamed():
    """Fragments, WebM, MPEG-TS, Matroska, QuickTime."""
    return [
        Kind("fragments", ".mp4", (*H264, *AAC, *FRAGMENTS)),
        Kind("fragments_reordered", ".mp4",
             (*H264, "-bf", "3", *AAC, "-movflags", "+frag_keyframe+delay_moov+default_base_moof")),
        Kind("fragments_late", ".mp4", (*H264, *AAC, *FRAGMENTS), after=(boxes.begin_late(10),)),
        Kind("fragments_with_index", ".mp4", (*H264, *AAC, "-movflags", "+dash+global_sidx+frag_keyframe+delay_moov")),
        Kind("webm_vp8_opus", ".webm", (*VP8, *OPUS), video="vp8", audio="opus"),
        Kind("webm_vp8_vorbis", ".webm", (*VP8, "-c:a", "libvorbis"), video="vp8", audio="vorbis"),
        Kind("webm_vp9", ".webm", (*VP9, *OPUS), video="vp9", audio="opus"),
        Kind("webm_av1", ".webm", (*AV1, *OPUS), video="av1", audio="opus"),
        Kind("browser_vp8", ".webm", (*VP8, *OPUS, *BROWSER), video="vp8", audio="opus"),
        Kind("browser_vp9", ".webm", (*VP9, *OPUS, *BROWSER), video="vp9", audio="opus"),
        Kind("browser_h264", ".mkv", (*H264, *OPUS, *BROWSER), audio="opus"),
        Kind("browser_silent", ".webm", (*VP8, *BROWSER), video="vp8", audio=""),
        Kind("browser_uneven", ".webm", (*VP8, *UNEVEN_TIMES, *OPUS, *BROWSER), video="vp8", audio="opus",
             filters=UNEVEN, length=6),
        Kind("webm_late", ".webm", (*VP8, *OPUS, "-output_ts_offset", "5"), video="vp8", audio="opus"),
        Kind("webm_odd", ".webm", (*VP9, *OPUS), video="vp9", audio="opus", size=(607, 341)),
        Kind("matroska", ".mkv", (*H264, "-bf", "3", *AAC)),
        Kind("quicktime", ".mov", (*H264, "-bf", "2", *AAC)),
        Kind("ts", ".ts", (*H264, "-bf", "3", *AAC)),
        Kind("ts_hevc", ".ts", (*H265, "-pix_fmt", "yuv420p", *AAC), video="h265"),
        Kind("phone_3gp", ".3gp", (*H264, "-profile:v", "baseline", "-c:a", "copy"), audio="amr"),
    ]


def sound_alone():
    return [
        Kind("sound", ".m4a", AAC, video="", length=3),
        Kind("sound_opus", ".webm", OPUS, video="", audio="opus", length=3),
        Kind("sound_browser", ".webm", (*OPUS, *BROWSER), video="", audio="opus", length=3),
        Kind("voice_note", ".ogg", OPUS, video="", audio="opus", length=3),
    ]


def cut_off():
    """What a dying battery leaves."""
    return [
        Kind("cut_before_index", ".mp4", (*H264, *AAC), after=(boxes.cut(0.7),), plays=False, trouble="cut_off"),
        Kind("cut_index_first", ".mp4", (*H264, *AAC, *FASTSTART), after=(boxes.cut(0.6),), trouble="cut_off", cut=True),
        Kind("cut_fragments", ".mp4", (*H264, *AAC, *FRAGMENTS), after=(boxes.cut(0.6),), trouble="cut_off", cut=True),
        Kind("cut_webm", ".webm", (*VP8, *OPUS, *BROWSER), video="vp8", audio="opus", after=(boxes.cut(0.6),), cut=True),
        Kind("cut_ts", ".ts", (*H264, "-bf", "2", *AAC), after=(boxes.cut(0.6),), cut=True),
    ]


def refused():
    """Old or foreign kinds: not on the allow-list, and the player says so."""
    old = {"plays": False, "trouble": "unsupported"}
    return [
        Kind("old_phone_h263", ".3gp", ("-c:v", "h263", "-c:a", "copy"), video="video/x-h263", audio="amr",
             size=(352, 288), **old),
        Kind("old_mpeg4", ".mp4", ("-c:v", "mpeg4", *SILENT), video="video/mpeg", audio="", **old),
        Kind("old_camera", ".avi", ("-c:v", "mjpeg", *SILENT), video="image/jpeg", audio="", **old),
    ]


def kinds():
    return [*plain(), *streamed(), *sound_alone(), *cut_off(), *refused()]
