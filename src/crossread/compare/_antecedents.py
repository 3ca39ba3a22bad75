"""Weights of the candidates for pronouns and roles, written by `python -m training.antecedents --write`; do not edit.

person: 0.898 of 285 of GUM, 0.971 of 34 labelled; held out 0.909 of 55.
body: 0.752 of 117 of GUM, 0.833 of 6 labelled; held out 0.500 of 2.
role: 0.677 of 62 of GUM, 1.000 of 13 labelled; held out 0.500 of 8.
institution: 0.768 of 185 of GUM, 0.905 of 63 labelled; held out 0.769 of 26.
"""

from __future__ import annotations

WEIGHTS = {
    "person": (
        0.3696,  # nobody
        -1.1379,  # nobody_speaks
        -0.3612,  # unnamed
        0.0955,  # same_sentence
        -0.8489,  # distance
        1.4278,  # same_paragraph
        0.3599,  # subject
        0.0566,  # possessive
        -0.0073,  # object
        0.2270,  # in_speech
        -0.0489,  # in_content
        0.3442,  # by_pronoun
        0.6966,  # subject_near
        -0.4123,  # rivals
        0.4114,  # frequency
        -0.0322,  # opens_sentence
        -0.0319,  # spoke_last
        -0.1393,  # spoke_near
        1.8532,  # speaks_on
        -0.1079,  # speaks_after_others
        -0.1647,  # other_subject_since
        0.7893,  # gender_known
        0.0262,  # co_argument
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
        0.0000,  # class_same
        0.0000,  # class_like
        0.0000,  # class_other
        0.0000,  # sole
        0.0000,  # story_share
        0.0000,  # company
    ),
    "body": (
        0.8598,  # nobody
        -0.4023,  # nobody_speaks
        0.0000,  # unnamed
        0.5551,  # same_sentence
        -0.9111,  # distance
        0.5659,  # same_paragraph
        1.3813,  # subject
        -0.3733,  # possessive
        0.2461,  # object
        -0.2358,  # in_speech
        -0.0350,  # in_content
        0.9054,  # by_pronoun
        -0.3400,  # subject_near
        -0.5644,  # rivals
        0.2557,  # frequency
        0.1872,  # opens_sentence
        0.2107,  # spoke_last
        -0.1851,  # spoke_near
        0.8005,  # speaks_on
        0.7407,  # speaks_after_others
        0.7015,  # other_subject_since
        0.0000,  # gender_known
        0.0000,  # co_argument
        -0.2906,  # place_name
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
        0.0000,  # class_same
        0.0000,  # class_like
        0.0000,  # class_other
        0.0000,  # sole
        0.0000,  # story_share
        0.0000,  # company
    ),
    "role": (
        0.5588,  # nobody
        -1.2747,  # nobody_speaks
        -0.0998,  # unnamed
        -0.2339,  # same_sentence
        -0.6445,  # distance
        -0.1145,  # same_paragraph
        0.5000,  # subject
        -0.1746,  # possessive
        0.3949,  # object
        -0.2238,  # in_speech
        0.1847,  # in_content
        0.3102,  # by_pronoun
        0.3737,  # subject_near
        0.1612,  # rivals
        0.2256,  # frequency
        0.7319,  # opens_sentence
        0.2878,  # spoke_last
        -0.6161,  # spoke_near
        1.1202,  # speaks_on
        0.0000,  # speaks_after_others
        0.5003,  # other_subject_since
        1.1482,  # gender_known
        0.0000,  # co_argument
        0.0000,  # place_name
        0.4212,  # role_same
        -0.0619,  # role_like
        0.1141,  # role_part
        0.0603,  # role_unknown
        -1.0925,  # role_other
        -0.8691,  # role_unproven_far
        0.5242,  # of_asked
        0.5973,  # of_seen
        0.0000,  # body_word
        0.0000,  # body_other
        0.0000,  # body_clash
        0.0713,  # later
        0.0000,  # class_same
        0.0000,  # class_like
        0.0000,  # class_other
        0.2034,  # sole
        0.0000,  # story_share
        0.0000,  # company
    ),
    "institution": (
        0.6824,  # nobody
        -0.4863,  # nobody_speaks
        0.0000,  # unnamed
        -0.9544,  # same_sentence
        -0.4409,  # distance
        0.5738,  # same_paragraph
        -0.7030,  # subject
        0.0779,  # possessive
        -0.2616,  # object
        0.0378,  # in_speech
        0.0609,  # in_content
        0.3036,  # by_pronoun
        0.4077,  # subject_near
        -0.3595,  # rivals
        0.7604,  # frequency
        0.3146,  # opens_sentence
        0.0505,  # spoke_last
        0.4462,  # spoke_near
        0.8515,  # speaks_on
        0.0000,  # speaks_after_others
        -0.1055,  # other_subject_since
        0.0000,  # gender_known
        0.0000,  # co_argument
        1.6669,  # place_name
        0.0000,  # role_same
        0.0000,  # role_like
        0.0000,  # role_part
        0.0000,  # role_unknown
        0.0000,  # role_other
        0.0000,  # role_unproven_far
        -1.3670,  # of_asked
        1.8432,  # of_seen
        0.0859,  # body_word
        -0.7682,  # body_other
        -0.4154,  # body_clash
        1.0232,  # later
        1.6937,  # class_same
        -0.0360,  # class_like
        -0.2984,  # class_other
        0.8926,  # sole
        -0.2905,  # story_share
        0.1988,  # company
    ),
}
