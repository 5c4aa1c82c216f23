"""The language of a contract is told by its small words, or said to be unknown."""

import pytest

from extraction.language import language

SENTENCES = {
    "en": "The Supplier shall deliver the goods to the Customer within the time agreed for this order.",
    "de": "Der Lieferant verpflichtet sich, die Ware dem Kunden innerhalb der vereinbarten Frist zu liefern.",
    "fr": "Le fournisseur livre les marchandises au client dans le délai qui est convenu pour la commande.",
    "es": "El proveedor entregará los bienes al cliente en el plazo que se acuerde para el pedido.",
    "it": "Il fornitore consegna i beni al cliente nel termine che è convenuto per gli ordini della società.",
    "nl": "De leverancier levert de goederen aan de klant binnen de termijn die voor het contract geldt.",
    "pt": "O fornecedor entrega os bens ao cliente em um prazo que não seja maior do que o da encomenda.",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_tells_its_language(code: str):
    assert language(SENTENCES[code]) == code


@pytest.mark.parametrize("text", ["", "12345 67 — 89", "Lorem ipsum dolor sit amet consectetur"])
def test_where_no_language_stands_out_none_is_claimed(text: str):
    assert language(text) == "und"
