"""Fictional stories in five languages: the wire's text, the same in another house's style, and another story."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """`wire`: paragraphs; `styles`: what another house prints in their place; `other`: a story of another matter."""

    language: str
    wire: tuple[str, ...]
    styles: tuple[tuple[str, str], ...]
    other: tuple[str, ...]

    @property
    def styled(self) -> tuple[str, ...]:
        """The wire's text in another house's style."""
        out = self.wire
        for old, new in self.styles:
            out = tuple(paragraph.replace(old, new) for paragraph in out)
        return out

    @property
    def cut(self) -> tuple[str, ...]:
        """The first half of the wire's text."""
        return self.wire[: len(self.wire) // 2]


GERMAN = Told(
    "de",
    (
        "In Grünfelden ist am Dienstag die alte Papiermühle bis auf die Grundmauern niedergebrannt.",
        "Die Feuerwehr rückte mit 140 Kräften aus, konnte den Dachstuhl aber nicht mehr halten.",
        "„Wir haben die Flammen schon von der Brücke gesehen“, sagte Einsatzleiterin Hanne Öhlschläger.",
        "Verletzt wurde niemand, zwölf Anwohner der Mühlgasse mussten die Nacht in der Turnhalle verbringen.",
        "Den Schaden schätzt die Stadt auf rund 2,4 Millionen Euro, die Brandursache ist noch unklar.",
        "Die Mühle war 1793 von der Familie Breitkopp errichtet worden und stand seit sechs Jahren leer.",
        "Bürgermeister Jost Wendelin kündigte an, das Wehr und das Mühlrad sichern zu lassen.",
        "Ein Verein hatte dort im Herbst ein Museum für Büttenpapier eröffnen wollen.",
    ),
    (
        ("„", "»"),
        ("“", "«"),
        ("am Dienstag", "gestern"),
        ("rund 2,4 Millionen", "etwa 2,4 Mio."),
        ("aber nicht mehr", "nicht mehr"),
    ),
    (
        "Die Obstbauern am Ostrasee beginnen die Apfelernte in diesem Jahr drei Wochen früher als gewohnt.",
        "Nach dem trockenen Sommer rechnet die Genossenschaft mit neun Millionen Litern Saft.",
        "Die Pflücker kommen aus vier Ländern und schlafen in der Schule von Kleinostra.",
        "Beraterin Minna Tholsen warnte, später Frost könne den Birnen noch schaden.",
        "Auf dem Großmarkt fielen die Preise am Morgen um ein Zehntel.",
    ),
)
SPANISH = Told(
    "es",
    (
        "El ayuntamiento de Peñalba cerró el lunes el mercado central por un escape de agua en los sótanos.",
        "Los bomberos desalojaron a 230 comerciantes y cortaron el tráfico en la calle de los Curtidores.",
        "«Nunca habíamos visto algo así», dijo la alcaldesa Inés Ibáñez a los vecinos reunidos en la plaza.",
        "Las obras durarán 15 días y costarán unos 80.000 euros, según el consistorio.",
        "El edificio, levantado en 1911 por el arquitecto Teodoro Larrañaga, alberga 64 puestos de pescado y fruta.",
        "Los pescaderos venderán desde el miércoles en carpas instaladas junto al río Alcor.",
        "La asociación de comerciantes pidió una ayuda de 300 euros por puesto y semana.",
        "Una inspección de marzo ya había señalado grietas en la tubería principal.",
    ),
    (("«", "“"), ("»", "”"), ("el lunes", "ayer"), ("unos 80.000 euros", "cerca de 80.000 €"), ("dijo", "señaló")),
    (
        "La compañía ferroviaria de Valdoria pondrá en servicio doce trenes de hidrógeno antes del verano.",
        "Cada convoy tiene plaza para 180 viajeros y una autonomía de 600 kilómetros.",
        "El ministro Aurelio Cobos viajó en la prueba entre Marinta y Puerto Lobo.",
        "Los sindicatos reclaman más maquinistas para la línea de la costa.",
        "El billete costará lo mismo que en los trenes diésel.",
    ),
)
FRENCH = Told(
    "fr",
    (
        "La mairie de Saint-Orlé a fermé mardi le pont des Tanneurs après la chute d’un câble dans le port.",
        "Personne n’a été blessé, mais quatorze autobus et près de 300 voitures ont dû faire demi-tour.",
        "« C’était comme un coup de fusil », a raconté Agnès Lemaîtreux, pilote du bac depuis vingt ans.",
        "L’ouvrage, inauguré en 1961, voit passer 41 000 véhicules par jour ouvrable.",
        "Le maire Hervé Quintrec a indiqué que la traversée resterait interdite au moins neuf jours.",
        "Un rapport de mars signalait de la rouille sur deux plaques d’ancrage.",
        "Les commerçants de la rive gauche redoutent pour le carnaval, où 80 000 visiteurs sont attendus.",
        "Des bacs gratuits partiront toutes les vingt minutes dès mercredi.",
    ),
    (("« ", "“"), (" »", "”"), ("mardi", "hier"), ("41 000", "41.000"), ("a indiqué que", "a fait savoir que")),
    (
        "Les vignerons du val de Brême ouvriront leurs caves au public pendant tout le mois de juin.",
        "Trente-deux domaines proposent des visites et des repas sous les tilleuls.",
        "La présidente du syndicat, Odile Fauchard, espère doubler la fréquentation.",
        "Un train à vapeur reliera les villages de Corvon et de Lizay le dimanche.",
        "Les chambres d’hôtes sont déjà presque toutes réservées.",
    ),
)
ARABIC = Told(
    "ar",
    (
        "أغلقت بلدية مدينة الورد الجسر القديم يوم الثلاثاء بعد سقوط أحد الكابلات في الميناء.",
        "ولم يصب أحد بأذى لكن 14 حافلة ونحو 300 سيارة اضطرت إلى العودة في الظلام.",
        "وقالت قائدة العبارة سلمى الحدادين: «سمعنا صوتا كطلقة بندقية ثم بدأ السطح يهتز».",
        "ويعبر الجسر الذي افتتح عام 1961 أكثر من 41 ألف مركبة كل يوم عمل.",
        "وأعلن رئيس البلدية نادر الكيلاوي أن المعبر سيبقى مغلقا تسعة أيام على الأقل.",
        "وأشار تقرير صدر في آذار إلى صدأ في اثنتين من صفائح التثبيت.",
        "ويخشى أصحاب المتاجر في الضفة الغربية على موسم المهرجان الذي يجذب ثمانين ألف زائر.",
        "وستنطلق عبارات مجانية كل عشرين دقيقة ابتداء من الأربعاء.",
    ),
    (("«", '"'), ("»", '"'), ("يوم الثلاثاء", "أمس"), ("ونحو", "وحوالي"), ("على الأقل", "على أقل تقدير")),
    (
        "بدأ مزارعو وادي الزيتون موسم القطاف قبل ثلاثة أسابيع من موعده المعتاد.",
        "وتتوقع الجمعية التعاونية عصر تسعة ملايين لتر من الزيت هذا العام.",
        "وجاء العمال من أربع قرى ويبيتون في قاعة المدرسة.",
        "وحذرت المرشدة الزراعية هدى المرجان من صقيع متأخر.",
        "وانخفضت الأسعار في سوق الجملة بمقدار العشر.",
    ),
)
CHINESE = Told(
    "zh",
    (
        "云港市政府周二宣布关闭旧港大桥，因为一根钢缆断裂后坠入港口。",
        "事故没有造成人员受伤，但14辆公共汽车和约300辆轿车被迫在夜间掉头返回东岸。",
        "渡轮驾驶员欧阳海燕说：“我们听到像枪响一样的声音，接着桥面开始颤动。”",
        "这座大桥于1961年通车，每个工作日有4.1万辆汽车通行。",
        "市长潘立群表示，大桥至少还要封闭九天。",
        "今年三月的一份检查报告指出，两块锚板已经生锈，建议重新刷漆。",
        "西岸的店主担心即将到来的灯会，往年有八万名游客前来观赏。",
        "交通局说，从周三起免费渡轮每二十分钟一班。",
    ),
    (("“", "「"), ("”", "」"), ("周二", "星期二"), ("公共汽车", "公交车"), ("表示", "说")),
    (
        "青禾县的果农今年比往年提前三周开始采摘苹果。",
        "合作社预计能榨出九百万升果汁，比去年秋天多三分之一。",
        "采摘工人来自四个省份，住在小学的体育馆里。",
        "农技顾问孟晓兰提醒，晚霜仍可能冻坏梨树。",
        "批发市场的早盘价格下跌了一成。",
    ),
)
TONGUES = {"German": GERMAN, "Spanish": SPANISH, "French": FRENCH, "Arabic": ARABIC, "Chinese": CHINESE}
