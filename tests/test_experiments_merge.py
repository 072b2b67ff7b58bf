"""An edit on the stage and an edit beside it meet, and both survive."""

from dataclasses import replace

from experiments import Entry, Experiment
from experiments.merge import merged

BASE = Experiment("himmelblau", entries=(Entry("adam"), Entry("bfgs")), at=9)


def test_changes_of_different_parts_are_both_kept():
    theirs, ours = replace(BASE, start=(1.0, 2.0)), BASE.with_steps(50)
    assert merged(BASE, theirs, ours) == replace(BASE, start=(1.0, 2.0), steps=50)


def test_of_two_changes_of_one_part_the_one_by_hand_on_the_stage_is_kept():
    assert merged(BASE, replace(BASE, seed=1), replace(BASE, seed=2)).seed == 1


def test_an_undo_on_the_stage_is_taken_whole_when_nothing_else_happened():
    earlier = Experiment("rosenbrock", entries=())
    assert merged(BASE, earlier, BASE) == earlier


def test_a_knob_turned_on_one_run_and_a_run_added_are_both_kept():
    theirs = replace(BASE, entries=(Entry("adam", {"lr": 0.5}), Entry("bfgs")))
    ours = replace(BASE, entries=(*BASE.entries, Entry("newton")))
    assert merged(BASE, theirs, ours).entries == (Entry("adam", {"lr": 0.5}), Entry("bfgs"), Entry("newton"))


def test_a_run_removed_on_the_stage_is_gone_and_the_new_surface_stays():
    theirs, ours = replace(BASE, entries=(Entry("bfgs"),)), BASE.with_surface("beale")
    both = merged(BASE, theirs, ours)
    assert both.surface == "beale" and both.entries == (Entry("bfgs"),)


def test_a_knob_of_the_surface_follows_the_surface_it_belongs_to():
    base = Experiment("quadratic")
    both = merged(base, replace(base, surface_knobs={"kappa": 50}), base.with_surface("beale"))
    assert both.surface == "quadratic" and both.surface_knobs == {"kappa": 50.0}
