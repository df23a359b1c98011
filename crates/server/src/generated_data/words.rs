//! What names are made of. Each has its ASCII form beside it where an address needs one.

/// First names and how they are written in an address.
pub(super) const GIVEN: [(&str, &str); 24] = [
    ("Ana", "ana"),
    ("Åsa", "asa"),
    ("Bjørn", "bjorn"),
    ("Chloé", "chloe"),
    ("Đorđe", "dorde"),
    ("Elif", "elif"),
    ("François", "francois"),
    ("Grzegorz", "grzegorz"),
    ("Hana", "hana"),
    ("İpek", "ipek"),
    ("João", "joao"),
    ("Katarína", "katarina"),
    ("Łukasz", "lukasz"),
    ("Małgorzata", "malgorzata"),
    ("Noémie", "noemie"),
    ("Óscar", "oscar"),
    ("Přemysl", "premysl"),
    ("Renée", "renee"),
    ("Søren", "soren"),
    ("Tomás", "tomas"),
    ("Ursula", "ursula"),
    ("Věra", "vera"),
    ("Xavier", "xavier"),
    ("Zoë", "zoe"),
];

/// Family names and how they are written in an address.
pub(super) const FAMILY: [(&str, &str); 20] = [
    ("Aydın", "aydin"),
    ("Brandt", "brandt"),
    ("Çelik", "celik"),
    ("Dvořák", "dvorak"),
    ("Esposito", "esposito"),
    ("Fournier", "fournier"),
    ("Gómez", "gomez"),
    ("Håkansson", "hakansson"),
    ("Ibrahim", "ibrahim"),
    ("Jørgensen", "jorgensen"),
    ("Kowalczyk", "kowalczyk"),
    ("Lefèvre", "lefevre"),
    ("Müller", "muller"),
    ("Núñez", "nunez"),
    ("Öztürk", "ozturk"),
    ("Petrović", "petrovic"),
    ("Rossi", "rossi"),
    ("Šimić", "simic"),
    ("Tanaka", "tanaka"),
    ("Weiß", "weiss"),
];

/// What a team is about.
pub(super) const TOPICS: [&str; 24] = [
    "Payments",
    "Search",
    "Données",
    "Überwachung",
    "Research",
    "Platform",
    "Sécurité",
    "Växel",
    "Señales",
    "Łączność",
    "Billing",
    "Mobile",
    "研究",
    "Logística",
    "Support",
    "Growth",
    "Fraud",
    "Übersetzung",
    "Labs",
    "Identity",
    "Éducation",
    "Robotics",
    "Maps",
    "Analytics",
];

/// What kind of team it is.
pub(super) const KINDS: [&str; 8] = ["Team", "Lab", "Ops", "Équipe", "Crew", "Group", "Pilot", "Desk"];

/// Where it is.
pub(super) const PLACES: [&str; 16] = [
    "Berlin",
    "Kraków",
    "São Paulo",
    "Zürich",
    "Malmö",
    "東京",
    "Oslo",
    "Lyon",
    "Córdoba",
    "Gdańsk",
    "Toronto",
    "İzmir",
    "Nairobi",
    "Genève",
    "Austin",
    "Reykjavík",
];

/// What is used.
pub(super) const MODELS: [&str; 3] = ["chat-large", "chat-small", "embeddings"];
