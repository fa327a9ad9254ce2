"""Which cases an entry is meant for."""

from lib.domain.intake import Case
from lib.domain.taxonomy import Disease, KindB
from lib.guidance.cases import Scope


def test_scope() -> None:
    scope = Scope(disease_category=(Disease.HEARING, Disease.CANCER), kind_b=(KindB.DISABILITY,))
    fitting = Case(disease_category=Disease.HEARING, kind_b=KindB.DISABILITY)
    assert scope.fits(fitting)
    assert not scope.fits(Case(disease_category=Disease.HEARING, kind_b=KindB.TREATMENT))
    assert not scope.fits(Case(disease_category=Disease.HEARING))
    assert scope.model_copy(update={"loose": True}).fits(Case(disease_category=Disease.HEARING))
    assert not scope.model_copy(update={"loose": True}).fits(Case(disease_category=Disease.INJURY))
    assert Scope().fits(Case())
    assert scope.specificity(fitting) > Scope(disease_category=(Disease.HEARING,)).specificity(fitting)
