"""Weights of the candidates for pronouns and roles, written by `python -m training.antecedents --write`; do not edit.

person: 0.901 of 282 of GUM, 0.971 of 34 labelled; held out 0.893 of 56.
body: 0.802 of 121 of GUM, 0.833 of 6 labelled; held out 1.000 of 2.
role: 0.770 of 61 of GUM, 1.000 of 19 labelled; held out 0.600 of 10.
"""

from __future__ import annotations

WEIGHTS = {
    "person": (
        0.3648,  # nobody
        -1.1058,  # nobody_speaks
        -0.4269,  # unnamed
        0.3320,  # same_sentence
        -1.0242,  # distance
        1.2783,  # same_paragraph
        0.2352,  # subject
        0.1547,  # possessive
        0.0148,  # object
        -0.2152,  # in_speech
        -0.2063,  # in_content
        0.2549,  # by_pronoun
        0.8401,  # subject_near
        -0.3529,  # rivals
        0.4455,  # frequency
        -0.2233,  # opens_sentence
        0.3853,  # spoke_last
        -0.4869,  # spoke_near
        1.6956,  # speaks_on
        -0.1206,  # speaks_after_others
        -0.0184,  # other_subject_since
        0.9760,  # gender_known
        0.0635,  # co_argument
        0.0000,  # place_name
        0.0000,  # role_same
        0.0000,  # role_like
        0.0000,  # role_part
        0.0000,  # role_unknown
        0.0000,  # role_other
        0.0000,  # role_unproven_far
        0.0000,  # of_asked
        0.0000,  # of_seen
        0.0000,  # body_word
        0.0000,  # body_other
        0.0000,  # body_clash
        0.0000,  # later
    ),
    "body": (
        0.4786,  # nobody
        -0.5729,  # nobody_speaks
        0.0000,  # unnamed
        0.5958,  # same_sentence
        -0.7815,  # distance
        -0.1551,  # same_paragraph
        0.6205,  # subject
        0.3950,  # possessive
        0.0596,  # object
        -0.2552,  # in_speech
        0.4568,  # in_content
        0.9785,  # by_pronoun
        -0.0909,  # subject_near
        -0.8903,  # rivals
        0.5784,  # frequency
        0.2585,  # opens_sentence
        0.4455,  # spoke_last
        -0.1939,  # spoke_near
        1.0150,  # speaks_on
        0.7231,  # speaks_after_others
        0.6949,  # other_subject_since
        0.0000,  # gender_known
        0.0000,  # co_argument
        -0.3480,  # place_name
        0.0000,  # role_same
        0.0000,  # role_like
        0.0000,  # role_part
        0.0000,  # role_unknown
        0.0000,  # role_other
        0.0000,  # role_unproven_far
        0.0000,  # of_asked
        0.0000,  # of_seen
        0.0000,  # body_word
        0.0000,  # body_other
        0.0000,  # body_clash
        0.0000,  # later
    ),
    "role": (
        0.2402,  # nobody
        -0.6905,  # nobody_speaks
        -0.3682,  # unnamed
        -0.5802,  # same_sentence
        -0.8280,  # distance
        -0.1532,  # same_paragraph
        0.8399,  # subject
        -0.0841,  # possessive
        -0.1789,  # object
        -0.4706,  # in_speech
        -0.1825,  # in_content
        0.2981,  # by_pronoun
        -0.3136,  # subject_near
        0.0918,  # rivals
        0.7172,  # frequency
        0.7730,  # opens_sentence
        0.0829,  # spoke_last
        -0.1958,  # spoke_near
        0.8660,  # speaks_on
        0.4353,  # speaks_after_others
        -0.0937,  # other_subject_since
        1.0018,  # gender_known
        0.0877,  # co_argument
        0.1191,  # place_name
        0.0242,  # role_same
        0.0000,  # role_like
        0.5535,  # role_part
        0.7635,  # role_unknown
        -1.5928,  # role_other
        -0.7669,  # role_unproven_far
        0.2426,  # of_asked
        0.4179,  # of_seen
        1.1478,  # body_word
        -1.1364,  # body_other
        -0.6353,  # body_clash
        0.6031,  # later
    ),
}
