"""Handwritten digits: the small real data that come with scikit-learn, and all of MNIST where the network has it."""

from __future__ import annotations

import hashlib
import shutil
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

from labkit.jobs.command_line import JobError

# The copy that Keras has been using for years, with the checksum that stands in Keras's own source.
# MNIST: Y. LeCun and C. Cortes, CC BY-SA 3.0.
MNIST_URL = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz"
MNIST_SHA256 = "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"
CACHE = Path.home() / ".cache" / "labkit"
TIMEOUT = 30  # seconds without a byte


@dataclass(frozen=True)
class Digits:
    """Pictures of digits, divided into those to learn from and those to be judged by.

    Attributes
    ----------
    train_images, test_images : numpy.ndarray of float, shape (pictures, rows, columns)
        Brightness, from 0 (paper) to ``brightest`` (ink).
    train_labels, test_labels : numpy.ndarray of int, shape (pictures,)
        The digit that a person meant to write.
    brightest : int
        16 for the small data, 255 for MNIST.
    """

    train_images: np.ndarray
    train_labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray
    brightest: int


def small(seed: int = 0) -> Digits:
    """scikit-learn's 1,797 pictures of 8 x 8, a quarter of them for the test, each digit in its share."""
    data = load_digits()
    divided = train_test_split(data.images, data.target, test_size=0.25, random_state=seed, stratify=data.target)
    train_images, test_images, train_labels, test_labels = divided
    return Digits(train_images, train_labels, test_images, test_labels, 16)


def full(url: str = MNIST_URL, cache: Path = CACHE) -> Digits:
    """MNIST: 60,000 pictures of 28 x 28 to learn from and 10,000 for the test, as its authors divided them.

    Raises
    ------
    JobError
        When the file can not be fetched, or is not the file it should be.
    """
    file = fetch(url, MNIST_SHA256, cache / "mnist.npz")
    try:
        with np.load(file, allow_pickle=False) as data:
            parts = [data[name] for name in ("x_train", "y_train", "x_test", "y_test")]
    except (KeyError, ValueError, BadZipFile) as error:
        raise JobError(f"{file}: MNIST 파일로 읽을 수 없습니다({error}).") from None
    return Digits(parts[0].astype(float), parts[1].astype(int), parts[2].astype(float), parts[3].astype(int), 255)


def fetch(url: str, sha256: str, file: Path) -> Path:
    """A file from the network, downloaded once, and never used before its checksum is right.

    Parameters
    ----------
    url : str
        Where it is; ``file://`` will do.
    sha256 : str
        What the file must be, as 64 hexadecimal digits.
    file : Path
        Where it is kept.

    Raises
    ------
    JobError
        When there is no way to ``url``, or another file is there.
    """
    if file.is_file() and _sha256(file) == sha256:
        return file
    unfinished = file.with_name(file.name + ".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        print(f"내려받는 중: {url}", flush=True)
        with urllib.request.urlopen(url, timeout=TIMEOUT) as source, unfinished.open("wb") as target:
            shutil.copyfileobj(source, target)
    except (OSError, ValueError) as error:  # URLError is an OSError; ValueError is an address that is none
        unfinished.unlink(missing_ok=True)
        raise JobError(
            f"{url}: 내려받지 못했습니다({getattr(error, 'reason', error)}). 네트워크와 프록시를 확인하십시오. "
            "인터넷이 없는 곳이라면 --data digits로 scikit-learn의 작은 숫자를 쓰거나, 파일을 옮겨 두고 --mirror로 그 주소를 적으십시오."
        ) from None
    if (found := _sha256(unfinished)) != sha256:
        unfinished.unlink()
        raise JobError(
            f"{url}: 받은 파일의 SHA-256이 {found[:12]}…입니다. {sha256[:12]}…이어야 하므로 쓰지 않고 지웠습니다."
        )
    unfinished.replace(file)
    return file


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
