#!/usr/bin/env python3
"""Makes organisation.json, the demonstration organisation: three units in three zones, 42 named points of a city's
bus network, 810 officers, three supervisors, two operators, an
administrator, an auditor.

Every person is invented: names are combined from lists of common ones, e-mail addresses are of contoh.id
("example"), phone numbers begin with +62 84, which no operator has been given.
The same file comes out on every machine: chance is a SHA-256 counter, ids are UUIDv7 of fixed moments.

    make_organisation.py            writes organisation.json next to this script
    make_organisation.py --check    exits 1 when the file there is another one
"""
import datetime
import hashlib
import json
import pathlib
import sys
import uuid

TARGET = pathlib.Path(__file__).resolve().parent / "organisation.json"
FOUNDED_MS = 1767571200000  # 2026-01-05T00:00:00Z

UNITS = [
    {"key": "semarang", "name": "Trans Kota Semarang — Koridor I–III", "zone": "Asia/Jakarta", "officers": 560,
     "centre": (-6.9833, 110.4093)},
    {"key": "makassar", "name": "Trans Kota Makassar — Koridor A–B", "zone": "Asia/Makassar", "officers": 150,
     "centre": (-5.1477, 119.4327)},
    {"key": "jayapura", "name": "Trans Kota Jayapura — Lintas Sentani", "zone": "Asia/Jayapura", "officers": 100,
     "centre": (-2.5337, 140.7181)},
]

# Public stops of the network around Semarang: name, latitude, longitude, radius in metres, corridor.
PLACES = [
    ("Terminal Mangkang", -6.9697, 110.2926, 180, "I"),
    ("Halte Tugu", -6.9782, 110.3284, 60, "I"),
    ("Halte Jerakah", -6.9861, 110.3572, 60, "I"),
    ("Halte Krapyak", -6.9857, 110.3641, 60, "I"),
    ("Halte Kalibanteng", -6.9836, 110.3832, 80, "I"),
    ("Halte Karangayu", -6.9843, 110.3934, 60, "I"),
    ("Halte Pasar Bulu", -6.9846, 110.4060, 60, "I"),
    ("Halte Tugu Muda", -6.9838, 110.4092, 80, "I"),
    ("Halte Pandanaran", -6.9868, 110.4141, 60, "I"),
    ("Halte Simpang Lima", -6.9903, 110.4229, 120, "I"),
    ("Halte Kampung Kali", -6.9893, 110.4291, 60, "I"),
    ("Halte Bangkong", -6.9921, 110.4338, 60, "I"),
    ("Halte Milo", -6.9909, 110.4392, 60, "I"),
    ("Halte Gayamsari", -6.9934, 110.4481, 60, "I"),
    ("Halte Majapahit", -7.0012, 110.4583, 60, "I"),
    ("Halte Pedurungan", -7.0081, 110.4722, 60, "I"),
    ("Halte Plamongan", -7.0226, 110.4871, 60, "I"),
    ("Terminal Penggaron", -7.0236, 110.4937, 160, "I"),
    ("Terminal Terboyo", -6.9514, 110.4617, 180, "II"),
    ("Halte Genuk", -6.9562, 110.4752, 60, "II"),
    ("Halte Kaligawe", -6.9592, 110.4503, 60, "II"),
    ("Stasiun Tawang", -6.9643, 110.4279, 150, "II"),
    ("Halte Kota Lama", -6.9683, 110.4276, 80, "II"),
    ("Halte Pasar Johar", -6.9717, 110.4247, 80, "II"),
    ("Stasiun Poncol", -6.9729, 110.4146, 120, "II"),
    ("Halte Imam Bonjol", -6.9788, 110.4117, 60, "II"),
    ("Halte Balai Kota", -6.9815, 110.4133, 80, "II"),
    ("Halte Pemuda", -6.9772, 110.4191, 60, "II"),
    ("Halte Sisingamangaraja", -7.0104, 110.4188, 60, "II"),
    ("Halte Jatingaleh", -7.0262, 110.4203, 80, "II"),
    ("Halte Gombel", -7.0401, 110.4212, 60, "II"),
    ("Halte Ngesrep", -7.0483, 110.4211, 60, "II"),
    ("Terminal Banyumanik", -7.0638, 110.4172, 160, "II"),
    ("Pelabuhan Tanjung Emas", -6.9487, 110.4260, 200, "III"),
    ("Halte Peterongan", -7.0033, 110.4292, 60, "III"),
    ("Halte Kagok", -7.0081, 110.4172, 60, "III"),
    ("Halte Simongan", -6.9961, 110.3979, 60, "III"),
    ("Halte Sampangan", -7.0082, 110.3913, 60, "III"),
    ("Halte Ngaliyan", -6.9962, 110.3472, 60, "III"),
    ("Bandara Ahmad Yani", -6.9714, 110.3742, 200, "III"),
    ("Halte Tembalang", -7.0531, 110.4383, 80, "III"),
    ("Halte Gunungpati", -7.0872, 110.3681, 80, "III"),
]

POSTS = {
    "semarang": [f"Koridor {corridor}, {name}" for name, _, _, _, corridor in PLACES]
    + ["Patroli Koridor I", "Patroli Koridor II", "Patroli Koridor III", "Pool Mangkang", "Pool Penggaron"],
    "makassar": ["Koridor A, Halte Losari", "Koridor A, Halte Karebosi", "Koridor A, Terminal Panakkukang",
                 "Koridor B, Terminal Daya", "Koridor B, Halte Tamalanrea", "Koridor B, Halte Perintis",
                 "Patroli Koridor A", "Patroli Koridor B"],
    "jayapura": ["Lintas Sentani, Terminal Entrop", "Lintas Sentani, Halte Abepura", "Lintas Sentani, Halte Waena",
                 "Lintas Sentani, Halte Sentani", "Lintas Sentani, Halte Hamadi", "Patroli Lintas Sentani"],
}

GIVEN = {
    "men": """Adi Agung Agus Ahmad Aji Aldi Andi Ari Arief Bagas Bagus Bambang Bayu Bima Budi Candra Damar Danang Dani
Dedi Dimas Dwi Edi Eko Fajar Farid Galih Gilang Hadi Hari Hasan Hendra Heru Ilham Imam Indra Irfan Joko Krisna Lukman
Mulyono Nanda Okta Panji Puji Raka Rama Rendra Reza Rizki Rudi Satria Sigit Slamet Surya Taufik Teguh Wahyu Wawan
Wisnu Yanto Yoga Yudi Zainal""".split(),
    "women": """Anisa Asih Astuti Ayu Cahya Citra Desi Dewi Dian Dina Eka Endah Erna Fani Fitri Hana Ika Indah Intan
Irma Kartika Kiki Kurnia Laras Lestari Lia Lilis Maya Mega Melati Mira Nia Nining Novi Nur Nurul Pratiwi Putri Rani
Ratih Ratna Retno Rina Rini Sari Septi Sinta Siti Sri Sulastri Susi Tari Tika Tri Tutik Umi Utami Vina Wati Widya Winda
Wulan Yanti Yulia Yuni Zahra""".split(),
}

LAST = {
    "semarang": """Adiputra Anggraini Ardianto Aryanti Budiarto Cahyono Darmawan Firmansyah Gunawan Hadiningrum Handayani
Hapsari Hartanto Hartono Hidayat Iskandar Kurniawan Kusuma Kusumawati Laksono Mahendra Maulana Nugraheni Nugroho
Pambudi Permana Pramono Prasetya Prasetyo Pratama Priyanto Purnomo Puspita Rahardjo Rahayu Rahmawati Ramadhan
Saputra Saputro Setiawan Setyawati Sudarsono Sugiarto Suharti Sulistyo Supriyadi Susanti Susilo Sutrisno Suwandi
Triyono Utomo Wardani Waskito Wibisono Wibowo Wicaksono Wijaya Wulandari Yulianto""".split(),
    "makassar": """Abdullah Amiruddin Arifuddin Baharuddin Basri Burhan Fahruddin Hamzah Haris Husain Ibrahim Ilyas
Jafar Kadir Latief Mansyur Mappiasse Muchtar Nasir Nawir Palallo Parenrengi Rahim Rauf Sahabuddin Saleh Salam Syamsuddin
Tahir Usman Yasin Yunus""".split(),
    "jayapura": """Ansanay Ayomi Felle Hamadi Ibo Imbiri Kambu Kaway Mandowen Mansoben Marani Merauje Monim Ohee
Pepuho Rumbiak Rumbino Rumkorem Sawaki Wakum Wanggai Yarangga Yoku""".split(),
}


class Chance:
    """Numbers that are the same on every machine and in every version of Python."""

    def __init__(self, seed):
        self.seed, self.count = seed, 0

    def below(self, limit):
        self.count += 1
        digest = hashlib.sha256(f"{self.seed}/{self.count}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % limit

    def pick(self, values):
        return values[self.below(len(values))]


def fixed_id(kind, index):
    """A UUIDv7 whose random part is the digest of what it names."""
    kinds = {"unit": 0, "place": 1_000, "person": 10_000}
    raw = bytearray((FOUNDED_MS + kinds[kind] + index).to_bytes(6, "big"))
    raw += hashlib.sha256(f"siaga-demo/{kind}/{index}".encode()).digest()[:10]
    raw[6] = 0x70 | raw[6] & 0x0F
    raw[8] = 0x80 | raw[8] & 0x3F
    return str(uuid.UUID(bytes=bytes(raw)))


def unused(taken, make):
    while (value := make()) in taken:
        pass
    taken.add(value)
    return value


def make_nrp(chance, index):
    if index % 97 == 41:  # a civil servant's number: birth date, month of appointment, sex, counter
        born = datetime.date(1970 + chance.below(28), 1 + chance.below(12), 1 + chance.below(28))
        appointed = f"{born.year + 22 + chance.below(6)}{1 + chance.below(12):02}"
        return f"{born:%Y%m%d}{appointed}{1 + chance.below(2)}{1 + chance.below(999):03}"
    if index % 61 == 17:  # a leading zero, which a number type would lose
        return f"0{chance.below(10_000_000):07}"
    return f"{10_000_000 + chance.below(90_000_000)}"


class Register:
    """Makes people whose names, numbers and addresses don't repeat."""

    def __init__(self):
        self.chance = Chance("siaga-demo/people")
        self.names, self.nrps, self.phones, self.emails = set(), set(), set(), set()
        self.people = []

    def add(self, unit, role, post, email=None):
        index = len(self.people)
        name = unused(self.names, lambda: self.make_name(unit["key"]))
        nrp = unused(self.nrps, lambda: make_nrp(self.chance, index))
        phone = unused(self.phones, self.make_phone)
        self.people.append({"id": fixed_id("person", index), "unit": unit["id"], "name": name, "nrp": nrp,
                            "email": email or self.make_email(name), "phone": phone, "post": post, "role": role})

    def make_name(self, key):
        given = GIVEN[self.chance.pick(("men", "women"))]
        first, last = self.chance.pick(given), self.chance.pick(LAST[key])
        if self.chance.below(4) == 0:
            middle = self.chance.pick(given)
            return f"{first} {middle} {last}" if middle != first else f"{first} {last}"
        return f"{first} {last}"

    def make_phone(self):
        number = self.chance.below(10**8)
        return f"+62 84{self.chance.below(10)}-{number // 10_000:04}-{number % 10_000:04}"

    def make_email(self, name):
        parts = name.lower().split()
        stem = f"{parts[0]}.{parts[-1]}"
        tail, count = "", 1
        while f"{stem}{tail}@contoh.id" in self.emails:
            count += 1
            tail = str(count)
        self.emails.add(f"{stem}{tail}@contoh.id")
        return f"{stem}{tail}@contoh.id"


def make_organisation():
    units = [{"id": fixed_id("unit", index), **unit} for index, unit in enumerate(UNITS)]
    register = Register()
    for unit in units:
        register.add(unit, "supervisor", "Ruang kendali", f"pengawas.{unit['key']}@contoh.id")
    for shift in ("pagi", "malam"):
        register.add(units[0], "operator", "Ruang kendali", f"operator.{shift}@contoh.id")
    for unit in units:
        for number in range(unit["officers"]):
            posts = POSTS[unit["key"]]
            register.add(unit, "officer", posts[number % len(posts)])
    register.add(units[0], "system_administrator", "Administrasi sistem", "administrator@contoh.id")
    register.add(units[0], "auditor", "Inspektorat", "auditor@contoh.id")
    return {
        "units": [{"id": unit["id"], "name": unit["name"], "zone": unit["zone"], "emergency": "112",
                   "lat": unit["centre"][0], "lon": unit["centre"][1]}
                  for unit in units],
        "places": [{"id": fixed_id("place", index), "unit": units[0]["id"], "name": name, "lat": lat, "lon": lon,
                    "radius_m": radius} for index, (name, lat, lon, radius, _) in enumerate(PLACES)],
        "people": register.people,
    }


def as_text(organisation):
    """One line a row, so that a difference can be read."""
    parts = []
    for key, rows in organisation.items():
        lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
        parts.append(f'"{key}":[\n{lines}\n]')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main():
    text = as_text(make_organisation())
    if sys.argv[1:] == ["--check"]:
        if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text:
            sys.exit(f"{TARGET.name} isn't what {pathlib.Path(__file__).name} makes: run it and commit the result")
        return
    TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
