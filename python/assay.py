"""Inequalities proved or refuted, through libassay.

    >>> import assay
    >>> assay.prove("for x in [0, 1]: x^2 <= x").verdict
    'PROVED'

The language is that of docs/LANGUAGE.md.  Every call is worked at in a process
of its own; what goes wrong there is an exception here.
"""

import cffi

_ffi = cffi.FFI()
_ffi.cdef(
    """
    typedef int assay_status;
    typedef int assay_verdict;
    typedef struct assay_options assay_options;
    typedef struct assay_expression assay_expression;
    typedef struct assay_answer assay_answer;
    const char *assay_status_text(assay_status s);
    const char *assay_version(void);
    assay_options *assay_options_new(void);
    void assay_options_free(assay_options *o);
    int assay_options_set_boxes(assay_options *o, unsigned long boxes);
    int assay_options_set_precision(assay_options *o, long bits);
    int assay_options_set_seconds(assay_options *o, unsigned seconds);
    int assay_options_set_memory(assay_options *o, unsigned long mib);
    assay_status assay_expression_read(const assay_options *o, const char *text,
                                       assay_expression **e, char **error);
    void assay_expression_free(assay_expression *e);
    void assay_text_free(char *text);
    const char *assay_expression_latex(const assay_expression *e);
    assay_status assay_prove(const assay_options *o, const char *claim,
                             assay_answer **a);
    assay_status assay_check(const assay_options *o, const char *claim,
                             const char *certificate, assay_answer **a);
    assay_status assay_enclose(const assay_options *o,
                               const assay_expression *e, int digits,
                               assay_answer **a);
    void assay_answer_free(assay_answer *a);
    assay_verdict assay_answer_verdict(const assay_answer *a);
    const char *assay_answer_evidence(const assay_answer *a);
    const char *assay_answer_details(const assay_answer *a);
    const char *assay_answer_json(const assay_answer *a);
    const char *assay_answer_certificate(const assay_answer *a);
    const char *assay_answer_lower(const assay_answer *a);
    const char *assay_answer_upper(const assay_answer *a);
    const char *assay_answer_exact(const assay_answer *a);
    const char *assay_answer_error(const assay_answer *a);
    """
)
_lib = _ffi.dlopen("libassay.so.0")

_VERDICTS = {0: None, 1: "PROVED", 2: "REFUTED", 3: "UNDECIDED"}
_PARTS = ("evidence", "details", "json", "certificate", "lower", "upper", "exact")


class Error(Exception):
    """What kept a question from an answer: `status`, a number of assay.h."""

    def __init__(self, status, message):
        super().__init__(message or _text(_lib.assay_status_text(status)))
        self.status = status


class Answer:
    """A verdict, and the texts that go with it; None where there is none.

    `verdict` is 'PROVED', 'REFUTED', 'UNDECIDED' or None.
    """

    def __init__(self, verdict, **parts):
        self.verdict = verdict
        for name in _PARTS:
            setattr(self, name, parts.get(name))

    def __repr__(self):
        said = self.evidence or f"between {self.lower} and {self.upper}"
        return f"<assay.Answer {self.verdict or ''}: {said}>"


def _text(s):
    return None if s == _ffi.NULL else _ffi.string(s).decode()


def _bytes(text):
    data = text.encode()
    if b"\0" in data:
        raise ValueError("a text has a NUL in it")
    return data


def _options(limits):
    o = _lib.assay_options_new()
    if o == _ffi.NULL:
        raise MemoryError
    o = _ffi.gc(o, _lib.assay_options_free)
    for name, value in limits.items():
        if name not in ("boxes", "precision", "seconds", "memory"):
            raise TypeError(f"no limit is called {name}")
        if getattr(_lib, "assay_options_set_" + name)(o, value) != 0:
            raise ValueError(f"{name} is out of range")
    return o


def _answer(status, handle):
    a = _ffi.gc(handle[0], _lib.assay_answer_free)
    if status != 0:
        raise Error(status, _text(_lib.assay_answer_error(a)))
    parts = {n: _text(getattr(_lib, "assay_answer_" + n)(a)) for n in _PARTS}
    return Answer(_VERDICTS[_lib.assay_answer_verdict(a)], **parts)


def prove(claim, **limits):
    """The answer to a claim; limits: boxes, precision, seconds, memory (MiB)."""
    a = _ffi.new("assay_answer **")
    return _answer(_lib.assay_prove(_options(limits), _bytes(claim), a), a)


def check(claim, certificate, **limits):
    """PROVED if the checker replays the certificate as a proof of the claim."""
    a = _ffi.new("assay_answer **")
    status = _lib.assay_check(
        _options(limits), _bytes(claim), _bytes(certificate), a
    )
    return _answer(status, a)


def _read(options, text):
    e, error = _ffi.new("assay_expression **"), _ffi.new("char **")
    status = _lib.assay_expression_read(options, _bytes(text), e, error)
    said = _text(error[0])
    _lib.assay_text_free(error[0])
    if status != 0:
        raise Error(status, said)
    return _ffi.gc(e[0], _lib.assay_expression_free)


def latex(expression, **limits):
    """An expression, which may name ranges first, as LaTeX."""
    e = _read(_options(limits), expression)  # lives as long as its text
    return _text(_lib.assay_expression_latex(e))


def enclose(expression, digits=20, **limits):
    """Decimals `lower` and `upper` that enclose all values of an expression."""
    o = _options(limits)
    a = _ffi.new("assay_answer **")
    return _answer(_lib.assay_enclose(o, _read(o, expression), digits, a), a)


def version():
    """The version of libassay."""
    return _text(_lib.assay_version())
