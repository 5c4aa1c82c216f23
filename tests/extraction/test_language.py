"""The language of a contract is told by its script and small words, or said to be unknown."""

import json
from pathlib import Path

import pytest

from contracts.document import Document
from extraction.engine import extract
from extraction.language import (
    count_words,
    foreign_stretches,
    language,
    language_name,
    proves_absence,
    without,
)
from extraction.readers.reading import read_document

SENTENCES = {
    "en": "The Supplier shall deliver the goods to the Customer within the time agreed for this order.",
    "de": "Der Lieferant verpflichtet sich, die Ware dem Kunden innerhalb der vereinbarten Frist zu liefern.",
    "fr": "Le fournisseur livre les marchandises au client dans le délai qui est convenu pour la commande.",
    "es": "El proveedor entregará los bienes al cliente en el plazo que se acuerde para el pedido.",
    "it": "Il fornitore consegna i beni al cliente nel termine che è convenuto per gli ordini della società.",
    "nl": "De leverancier levert de goederen aan de klant binnen de termijn die voor het contract geldt.",
    "pt": "O fornecedor entrega os bens ao cliente em um prazo que não seja maior do que o da encomenda.",
    "pl": "Dostawca jest zobowiązany dostarczyć towar na rzecz klienta oraz nie może się od tego uchylić.",
    "cs": "Dodavatel je povinen dodat zboží ve lhůtě, která je stanovena podle této smlouvy pro obě strany.",
    "sv": "Leverantören ska leverera varorna till kunden inom den tid som är avtalad och inte senare.",
    "da": "Leverandøren skal levere varerne til kunden inden for den frist, som er aftalt, og ikke senere.",
    "fi": "Toimittajan on toimitettava tavarat asiakkaalle sopimuksen mukaan, ja jos se ei voi, se maksaa.",
    "hu": "A szállító köteles az árut a felek által meghatározott időben átadni, és nem térhet el, ha kész.",
    "ro": "Furnizorul este obligat să livreze bunurile în termenul prevăzut prin prezentul contract.",
    "tr": "Satıcı bu sözleşme ile malları alıcıya teslim eder ve taraflar için bir süre olarak uyar.",
    "id": "Pemasok akan menyerahkan barang kepada pembeli dalam waktu yang ditentukan oleh para pihak.",
    "vi": "Nhà cung cấp giao hàng cho khách hàng theo thời hạn của hợp đồng này và không được chậm trễ.",
    "ru": "Поставщик обязуется передать товар покупателю в срок, установленный настоящим договором.",
    "uk": "Постачальник зобов’язується передати товар покупцеві у строк, визначений угодою між її сторонами.",
    "el": "Ο προμηθευτής υποχρεούται να παραδώσει τα εμπορεύματα στον πελάτη εντός της προθεσμίας.",
    "ar": "يلتزم المورد بتسليم البضائع إلى العميل خلال المدة المتفق عليها في هذا العقد.",
    "he": "הספק מתחייב למסור את הסחורה ללקוח בתוך המועד שנקבע בהסכם זה.",
    "hi": "आपूर्तिकर्ता इस अनुबंध में निर्धारित समय के भीतर ग्राहक को माल सौंपेगा।",
    "th": "ผู้ขายตกลงส่งมอบสินค้าให้แก่ผู้ซื้อภายในเวลาที่กำหนดไว้ในสัญญาฉบับนี้",
    "ko": "공급자는 본 계약에서 정한 기한 내에 상품을 고객에게 인도하여야 한다.",
    "ja": "供給者は、本契約に定める期限内に商品を顧客に引き渡すものとする。",
    "zh": "供应商应当在本合同约定的期限内向客户交付货物。",
}
ENGLISH = {
    "Latin phrases": (
        "Performance is excused mutatis mutandis, pari passu and inter alia, and the obligations are ipso "
        "facto void ab initio where the parties act in pari delicto; res judicata and per se stay as is."
    ),
    "names": "\n".join(
        "Société Générale de Banque et des Assurances S.A., rue de la Paix, Paris; Müller und Söhne GmbH & "
        f"Co. KG, Straße der Einheit {number}, Berlin; Banco de la Nación del Perú, Lima."
        for number in range(3)
    ),
    "a table": "\n".join(f"Item {number}\tLa Plata\t{number}.00\tEUR\tDie Cast\tSet" for number in range(60)),
    "noise of a scan": "\n".join(
        "T h e p a r t i e s a g r ee t ha t i n a ny e v en t o f d ef au lt" for _ in range(9)
    ),
    "one German sentence": "\n".join(
        [SENTENCES["en"]] * 6
        + ["The term “gesetzliche Vertreter” has the meaning of the law of Germany."] * 2
    ),
    "capitals": "\n".join([SENTENCES["en"].upper()] * 5),
}


def _document(*lines: str) -> Document:
    return read_document("\n".join(lines).encode(), "a.txt")


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_tells_its_language(code: str):
    assert language(SENTENCES[code]) == code


@pytest.mark.parametrize("text", ["", "12345 67 — 89", "Lorem ipsum dolor sit amet consectetur"])
def test_where_no_language_stands_out_none_is_claimed(text: str):
    assert language(text) == "und"


@pytest.mark.parametrize("code", sorted(set(SENTENCES) - {"en"}))
def test_a_contract_in_another_language_is_one_gap_that_names_it(code: str):
    extraction = extract(_document(*[SENTENCES[code]] * 4))
    (gap,) = extraction.document.coverage.gaps
    assert (gap.kind, gap.severity) == ("language", "high")
    assert language_name(code) in gap.reason
    assert "% of the contract" in gap.reason
    assert extraction.obligations == ()
    assert not any(each.state == "absent" for each in extraction.presence)


@pytest.mark.parametrize("kind", ENGLISH)
def test_english_with_foreign_words_has_no_gap(kind: str):
    assert foreign_stretches(_document(ENGLISH[kind])) == ()


def test_of_a_contract_in_two_languages_the_english_is_read_and_each_other_stretch_is_a_gap():
    english = "The Customer shall pay each invoice within 30 days of its date."
    german = (
        "Der Kunde zahlt jede Rechnung, die der Lieferant stellt, mit einer Frist von 30 Tagen und ist nicht "
        "berechtigt, mit einer Forderung gegen ihn aufzurechnen, die von dem Lieferanten nicht anerkannt ist."
    )
    body = [SENTENCES["en"]] * 4
    extraction = extract(_document(*body, *[line for _ in range(6) for line in (english, german)]))
    gaps = [gap for gap in extraction.document.coverage.gaps if gap.kind == "language"]
    assert len(gaps) == 6
    assert proves_absence(extraction.document, foreign_stretches(extraction.document))
    assert sum("Customer shall pay" in duty.quote.text for duty in extraction.obligations) == 6
    assert all("Lieferant" not in duty.quote.text for duty in extraction.obligations)


def test_a_contract_that_goes_on_in_another_language_proves_no_absence():
    document = _document(*[SENTENCES["en"]] * 12, *[SENTENCES["fr"]] * 6)
    (stretch,) = foreign_stretches(document)
    assert document.text[stretch.start : stretch.end].count("fournisseur") == 6
    assert not proves_absence(document, [stretch])
    assert proves_absence(_document(*[SENTENCES["en"]] * 12), ())


def test_blanks_for_foreign_words_keep_every_offset():
    document = _document(SENTENCES["en"], *[SENTENCES["de"]] * 3, SENTENCES["en"])
    blank = without(document, foreign_stretches(document))
    assert len(blank.text) == len(document.text)
    assert blank.text.split() == [*SENTENCES["en"].split()] * 2
    assert blank.text.count("\n") == document.text.count("\n")


def test_words_without_blanks_between_them_are_counted():
    assert count_words("供应商应当在本合同约定") == 5
    assert count_words("two words 12 ____") == 2


def test_an_extraction_of_an_extracted_document_tells_no_gap_twice():
    once = extract(_document(*[SENTENCES["de"]] * 4)).document
    assert extract(once).document.coverage == once.coverage


@pytest.mark.sweep
def test_no_public_english_contract_is_taken_for_another_language(shared_data: Path):
    texts = [
        each["paragraphs"][0]["context"]
        for each in json.loads((shared_data / "cuad" / "train.json").read_text("utf-8"))["data"]
    ]
    nda = (shared_data / "kleister-nda" / "train" / "in.tsv").read_text("utf-8").split("\n")[1:]
    texts.extend(line.split("\t")[-1].replace("\\n", "\n") for line in nda if line)
    # every third, so that the sweep stays short; all of them were looked at when the bounds were set
    found = [foreign_stretches(_document(text)) for text in texts[::3]]
    assert not any(found)
