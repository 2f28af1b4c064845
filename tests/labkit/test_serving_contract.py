"""What is wrong with a request is said in one sentence that names the field and the value."""

import json
import math

import numpy as np
import pytest

from labkit.serving.contract import SHOWN, BadRequest, numbers, only_fields, read_object

IMAGE = [[0.0] * 8 for _ in range(8)]


def image_with(value):
    return [[value, *IMAGE[0][1:]], *IMAGE[1:]]


def read_images(body: bytes):
    document = read_object(body)
    only_fields(document, ["images"])
    return numbers(document["images"], "images", (range(1, 101), 8, 8), 0, 16)


def test_good_request_becomes_an_array():
    images = read_images(json.dumps({"images": [IMAGE, image_with(16)]}).encode())
    assert images.shape == (2, 8, 8) and images.dtype == float and images[1, 0, 0] == 16


def test_byte_order_mark_of_windows_does_no_harm():
    assert read_object('\ufeff{"a": 1}'.encode()) == {"a": 1}


# body, field, part of the value, part of the message
BODIES = [
    (b"", "body", None, "비어 있습니다"),
    (b"  \n", "body", None, "비어 있습니다"),
    (b'{"images": ', "body", "본문의 끝", "올바른 JSON이 아닙니다"),
    (b"{'images': []}", "body", "'images'", "1번째 줄 2번째 글자"),
    (b"\xff\xfe{\x00}\x00", "body", r"\xff\xfe", "UTF-8"),
    ('{"이름": "값"}'.encode("cp949"), "body", r"\xc0", "UTF-8"),
    (b"[1, 2]", "body", "항목 2개", "객체"),
    (b"null", "body", "null", "객체"),
    (b'"text"', "body", '"text"', "객체"),
    (b"NaN", "body", "NaN", "객체"),
    (b"[" * 200_000, "body", "[[[", "너무 깊습니다"),
    (b'{"images": ' + b"9" * 5000 + b"}", "body", "{", "너무 길거나"),
    (b'{"images": [], "images": []}', "images", "항목 0개", "두 번"),
    (b"{}", "images", None, "필드가 없습니다"),
    (b'{"image": [1]}', "image", "항목 1개", "모르는 필드"),
    (b'{"images": [], "model": "v2"}', "model", '"v2"', "모르는 필드"),
    (b'{"\\ud800": "\\udfff"}', "\\ud800", "\\udfff", "모르는 필드"),
    (b'{"images": null}', "images", "null", "목록"),
    (b'{"images": {"0": []}}', "images", "필드 1개", "목록"),
    (b'{"images": []}', "images", "항목 0개", "1~100개"),
    (b'{"images": [0, 0]}', "images[0]", "0", "목록"),
    (b'{"images": [[0, 0]]}', "images[0]", "항목 2개", "8개여야"),
]
VALUES = [
    (json.dumps("5"), '"5"', "수가 있어야"),
    ("true", "true", "수가 있어야"),
    ("null", "null", "수가 있어야"),
    ("[1]", "항목 1개", "수가 있어야"),
    ("{}", "필드 0개", "수가 있어야"),
    ("NaN", "NaN", "유한한 수가 아닙니다"),
    ("-Infinity", "-Infinity", "유한한 수가 아닙니다"),
    ("1e999", "Infinity", "유한한 수가 아닙니다"),
    ("-0.001", "-0.001", "0 이상 16 이하"),
    ("255", "255", "0 이상 16 이하"),
    ("1" + "0" * 400, "1000", "0 이상 16 이하"),
]


@pytest.mark.parametrize(("body", "field", "value", "says"), BODIES, ids=lambda part: str(part)[:24])
def test_bad_body_is_refused_by_name(body, field, value, says):
    with pytest.raises(BadRequest) as bad:
        read_images(body)
    assert bad.value.field == field and says in bad.value.message
    assert bad.value.value is None if value is None else value in bad.value.value


@pytest.mark.parametrize(("written", "value", "says"), VALUES, ids=lambda part: str(part)[:24])
def test_bad_value_is_refused_with_its_place(written, value, says):
    body = json.dumps({"images": [IMAGE, image_with(99)]}).replace("99", written)
    with pytest.raises(BadRequest) as bad:
        read_images(body.encode())
    assert bad.value.field == "images[1][0][0]" and value in bad.value.value and says in bad.value.message


def test_row_that_is_too_short_is_named():
    with pytest.raises(BadRequest) as bad:
        read_images(json.dumps({"images": [[*IMAGE[:7], IMAGE[0][:7]]]}).encode())
    assert bad.value.field == "images[0][7]" and "7개" in bad.value.value


def test_too_many_pictures_are_refused():
    with pytest.raises(BadRequest, match="1~100개"):
        read_images(json.dumps({"images": [IMAGE] * 101}).encode())


@pytest.mark.parametrize("length", [10, 10_000])
def test_answer_can_always_be_sent_and_stays_short(length):
    document = {"images": "가" * length, "\ud800" * length: math.inf}
    for name in document:
        with pytest.raises(BadRequest) as bad:
            only_fields({name: document[name]}, ["rows"])
        sent = json.dumps(bad.value.as_dict(), ensure_ascii=False, allow_nan=False).encode()
        assert len(json.loads(sent)["error"]["value"]) <= SHOWN + 1 and len(bad.value.field) <= SHOWN + 1


def test_other_endpoints_can_use_it_for_other_shapes():
    patients = numbers([[1, 2.5], [3, 4]], "data", (range(1, 3), 2), -10, 10)
    assert np.array_equal(patients, [[1, 2.5], [3, 4]])
