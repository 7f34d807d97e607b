"""Criteria of the shapes that a province with 67 diseases needs (江西), as a pack writes them."""

HYPERTENSION_WITH_COMPLICATIONS = """
all_of:
  - atom: document
    code: diagnosis
    kinds: [diagnosis_certificate, discharge_summary]
    issued_by: {min_level: 2}
  - any_of:
      - {atom: visits, code: three_visits, visits: {outpatient: 3}}
      - {atom: visits, code: one_stay, visits: {inpatient: 1}}
  - within: {years: 2}
    any_of:
      - {atom: finding, code: heart, text: {zh: 心脏损害, en: damage to the heart}}
      - {atom: finding, code: brain, text: {zh: 脑血管损害, en: damage to the brain's vessels}}
      - {atom: finding, code: kidney, text: {zh: 肾脏损害, en: damage to the kidneys}}
      - {atom: finding, code: eye, text: {zh: 眼底病变, en: damage to the retina}}
      - {atom: finding, code: artery, text: {zh: 外周动脉病变, en: damage to peripheral arteries}}
"""

CHRONIC_RENAL_FAILURE = """
all_of:
  - {atom: history, code: half_a_year, at_least: {months: 6}}
  - any_of:
      - atom: value
        code: egfr
        quantity: {zh: eGFR, en: eGFR}
        comparator: "<="
        value: 15
        unit: mL/min/1.73m²
      - atom: value
        code: creatinine
        quantity: {zh: 血肌酐, en: serum creatinine}
        comparator: ">="
        value: 707
        unit: µmol/L
  - {atom: document, code: plan, kinds: [treatment_plan], signed_by: {count: 2, title: associate_chief}}
"""

GOUT = """
all_of:
  - {atom: document, code: diagnosis, kinds: [diagnosis_certificate]}
  - any_of:
      - atom: value
        code: uric_acid_men
        quantity: {zh: 尿酸, en: uric acid}
        comparator: ">"
        value: 416
        unit: µmol/L
        sex: male
      - atom: value
        code: uric_acid_women
        quantity: {zh: 尿酸, en: uric acid}
        comparator: ">"
        value: 357
        unit: µmol/L
        sex: female
  - at_least: 2
    of:
      - {atom: finding, code: acute_attacks, text: {zh: 急性关节炎反复发作, en: repeated acute arthritis}}
      - {atom: finding, code: tophi, text: {zh: 痛风石, en: tophi}}
      - {atom: finding, code: crystals, text: {zh: 关节液尿酸盐结晶, en: urate crystals in the joint}}
"""

OSTEOPOROSIS = """
all_of:
  - {atom: age, code: age, at_least: 50}
  - atom: value
    code: t_score
    quantity: {zh: 骨密度T值, en: T score}
    comparator: "<="
    value: -2.5
    within: {years: 1}
"""

TUBERCULOSIS = """
all_of:
  - atom: document
    code: diagnosis
    kinds: [diagnosis_certificate]
    not_replaced_by: [outpatient_record]
    issued_by:
      min_level: 3
      grade: A
      departments: [{zh: 感染科, en: infectious diseases}, {zh: 结核科, en: tuberculosis}]
  - {atom: document, code: sputum, kinds: [laboratory_report], note: {zh: "痰菌{+}", en: "sputum {+}"}}
  - {atom: exclusion, code: not_at_work, text: {zh: 工伤, en: an injury at work}}
  - atom: not_together_with
    code: no_mdr
    disease: mdr_tuberculosis
    name: {zh: 耐多药肺结核, en: multidrug-resistant tuberculosis}
"""

GROWTH_HORMONE = """
{atom: age, code: child, at_least: 3, at_most: 14}
"""

ALL = {
    "hypertension": HYPERTENSION_WITH_COMPLICATIONS,
    "renal_failure": CHRONIC_RENAL_FAILURE,
    "gout": GOUT,
    "osteoporosis": OSTEOPOROSIS,
    "tuberculosis": TUBERCULOSIS,
    "growth_hormone": GROWTH_HORMONE,
}
