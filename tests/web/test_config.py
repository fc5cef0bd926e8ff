"""Settings from the environment: a wrong one is refused in one line that names it."""

import stat

import pytest

from runstrength.web.config import ConfigError, configuration


@pytest.mark.parametrize("port", ["0", "80", "5000", "65535"])
def test_a_port_is_a_number(tmp_path, port):
    assert configure(tmp_path, PORT=port)["PORT"] == int(port)


@pytest.mark.parametrize(
    "port", ["http", "-1", "65536", "80a", "５０００", "1e3", " 5000", "5000.0", "²"]
)
def test_a_port_that_is_none_is_refused(tmp_path, port):
    assert "PORT" in refusal(tmp_path, PORT=port)


@pytest.mark.parametrize("count", ["0", "1", "9"])
def test_the_trusted_proxies_are_counted(tmp_path, count):
    assert configure(tmp_path, TRUSTED_PROXIES=count)["TRUSTED_PROXIES"] == int(count)


@pytest.mark.parametrize("count", ["10", "-1", "yes", "*", "127.0.0.1", "1.0", " 1", "１"])
def test_a_count_of_proxies_that_is_none_is_refused(tmp_path, count):
    assert "TRUSTED_PROXIES" in refusal(tmp_path, TRUSTED_PROXIES=count)


def test_no_proxy_is_trusted_unless_it_is_said(tmp_path):
    assert configure(tmp_path)["TRUSTED_PROXIES"] == 0


def test_an_empty_setting_is_as_good_as_none(tmp_path):
    made = configure(tmp_path, PORT="", HOST="", DATABASE_URL="", SECRET_KEY="", TRUSTED_PROXIES="")

    assert (made["HOST"], made["PORT"], made["TRUSTED_PROXIES"]) == ("127.0.0.1", 5000, 0)
    assert made["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{tmp_path / 'home/runstrength.sqlite3'}"
    assert len(made["SECRET_KEY"]) == 64


def test_the_environment_wins(tmp_path):
    made = configure(tmp_path, HOST="192.0.2.1", DATABASE_URL="sqlite://", SECRET_KEY="own")

    assert (made["HOST"], made["SECRET_KEY"]) == ("192.0.2.1", "own")
    assert made["SQLALCHEMY_DATABASE_URI"] == "sqlite://"


def test_data_lives_in_the_project_unless_it_is_said_where(tmp_path):
    configuration({}, tmp_path)

    assert (tmp_path / "instance" / "secret_key").is_file()


def test_a_secret_is_made_once_and_only_its_owner_can_read_it(tmp_path):
    first, second = (configure(tmp_path)["SECRET_KEY"] for _ in range(2))
    other = configure(tmp_path / "other")["SECRET_KEY"]
    file = tmp_path / "home" / "secret_key"

    assert first == second != other
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [p.name for p in file.parent.iterdir()] == ["secret_key"]


def test_of_two_that_start_at_once_both_have_the_same_secret(tmp_path, monkeypatch):
    """The other process writes its own between our look and our write."""
    home = tmp_path / "home"
    home.mkdir()

    def draw(_):
        (home / "secret_key").write_text("the other's")
        return "ours"

    monkeypatch.setattr("runstrength.web.config.token_hex", draw)

    assert configure(tmp_path)["SECRET_KEY"] == "the other's"
    assert [p.name for p in home.iterdir()] == ["secret_key"]


def test_a_home_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "home").write_text("a file")

    assert str(tmp_path / "home") in refusal(tmp_path)


def test_a_secret_that_cannot_be_read_is_refused(tmp_path):
    (tmp_path / "home" / "secret_key").mkdir(parents=True)

    assert str(tmp_path / "home") in refusal(tmp_path)


def configure(folder, **environment: str) -> dict:
    """The settings that these variables give."""
    return configuration({"RUNSTRENGTH_HOME": str(folder / "home")} | environment, folder)


def refusal(folder, **environment: str) -> str:
    """The line in which such variables are refused."""
    with pytest.raises(ConfigError) as refused:
        configure(folder, **environment)
    assert "\n" not in str(refused.value)
    return str(refused.value)
