"""A cohort file with a mistake is named before anything is built from it."""

import pytest
import yaml

from course import cohort

GOOD = cohort.load(cohort.DEFAULT)


def written(tmp_path, text):
    file = tmp_path / "mine.yml"
    file.write_text(text if isinstance(text, str) else yaml.safe_dump(text, allow_unicode=True), "utf-8")
    return file


def test_copy_of_the_example_is_a_cohort(tmp_path):
    assert cohort.load(written(tmp_path, GOOD | {"cohort_name": "3기"}))["cohort_name"] == "3기"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ({key: value for key, value in GOOD.items() if key != "region"}, "region 값이 없습니다"),
        (GOOD | {"regoin": "x"}, "regoin .*오타"),
        (GOOD | {"start_date": 2027}, "start_date 값 2027"),
        (GOOD | {"workspace": " "}, "workspace 값"),
        ("- a\n- b\n", "'이름: 값' 형식"),
        ("a: [", "YAML로 읽을 수 없습니다"),
        ("", "형식이어야"),
    ],
    ids=["missing", "misspelt", "number", "blank", "list", "broken", "empty"],
)
def test_mistake_names_the_file_and_the_key(tmp_path, text, says):
    with pytest.raises(cohort.CohortError, match=rf"mine\.yml: .*{says}"):
        cohort.load(written(tmp_path, text))


def test_missing_file_says_what_to_copy(tmp_path):
    with pytest.raises(cohort.CohortError, match=r"cohorts/example\.yml을 복사"):
        cohort.load(tmp_path / "none.yml")


def test_cohort_is_chosen_by_environment(monkeypatch):
    monkeypatch.setenv("COHORT", "cohorts/spring.yml")
    assert cohort.path() == cohort.ROOT / "cohorts" / "spring.yml"


def test_values_stand_next_to_each_other_and_inside_code():
    text = "git+@@repository_url@@@@@branch@@ and `@@region@@`"
    assert cohort.expand(text, {"repository_url": "R", "branch": "B", "region": "K"}) == "git+R@B and `K`"


def test_unknown_value_names_place_and_line():
    with pytest.raises(cohort.CohortError, match=r"page\.md:2: @@regoin@@"):
        cohort.expand("one\n@@regoin@@", GOOD, "page.md")


def test_example_holds_no_real_subscription():
    assert GOOD["subscription_id"] == "00000000-0000-0000-0000-000000000000"
