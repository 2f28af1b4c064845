"""Automated ML on tables: regression and forecasting."""

from __future__ import annotations

from tests.azure.arm.common import TEXTS
from tests.azure.arm.shapes import (
    DURATION,
    FLAG,
    FREE,
    NUMBER,
    TEXT,
    WHOLE,
    Shape,
    choice,
    many,
    mapping,
    record,
    tagged,
)

INPUT_MODE = choice("ReadOnlyMount", "ReadWriteMount", "Download", "Direct", "EvalMount", "EvalDownload")
_TABLE = tagged("jobInputType", mltable=record("uri", uri=TEXT, mode=INPUT_MODE, description=TEXT))


def _auto_or(**custom: Shape) -> Shape:
    return tagged("mode", Auto=record(), Custom=record(" ".join(custom), **custom))


_REGRESSORS = [
    "ElasticNet",
    "GradientBoosting",
    "DecisionTree",
    "KNN",
    "LassoLars",
    "SGD",
    "RandomForest",
    "ExtremeRandomTrees",
    "LightGBM",
    "XGBoostRegressor",
]
_FORECASTERS = [
    *[
        "AutoArima",
        "Prophet",
        "Naive",
        "SeasonalNaive",
        "Average",
        "SeasonalAverage",
        "ExponentialSmoothing",
        "Arimax",
        "TCNForecaster",
    ],
    *_REGRESSORS,
]
_METRIC = choice("SpearmanCorrelation", "NormalizedRootMeanSquaredError", "R2Score", "NormalizedMeanAbsoluteError")
_ENCODERS = [
    "TextTargetEncoder",
    "OneHotEncoder",
    "CatTargetEncoder",
    "TfIdf",
    "WoETargetEncoder",
    "LabelEncoder",
    "WordEmbedding",
    "NaiveBayes",
    "CountVectorizer",
    "HashOneHotEncoder",
]

PREVIEW_LIMITS = {"sweepConcurrentTrials": WHOLE, "sweepTrials": WHOLE}  # for text models; sent as 0
_VERTICAL = dict(
    logVerbosity=choice("NotSet", "Debug", "Info", "Warning", "Error", "Critical"),
    targetColumnName=TEXT,
    trainingData=_TABLE,
    validationData=_TABLE,
    testData=_TABLE,
    cvSplitColumnNames=many(TEXT),
    featurizationSettings=record(
        datasetLanguage=TEXT,
        blockedTransformers=many(choice(*_ENCODERS)),
        columnNameAndTypes=TEXTS,
        enableDnnFeaturization=FLAG,
        mode=choice("Auto", "Custom", "Off"),
        transformerParams=mapping(many(record(fields=many(TEXT), parameters=FREE))),
    ),
    limitSettings=record(
        **PREVIEW_LIMITS,
        enableEarlyTermination=FLAG,
        exitScore=NUMBER,
        maxConcurrentTrials=WHOLE,
        maxCoresPerTrial=WHOLE,
        maxTrials=WHOLE,
        timeout=DURATION,
        trialTimeout=DURATION,
    ),
    nCrossValidations=_auto_or(value=WHOLE),
    testDataSize=NUMBER,
    validationDataSize=NUMBER,
    weightColumnName=TEXT,
    primaryMetric=_METRIC,
)


def _training(algorithms: list[str]) -> Shape:
    return record(
        allowedTrainingAlgorithms=many(choice(*algorithms)),
        blockedTrainingAlgorithms=many(choice(*algorithms)),
        enableDnnTraining=FLAG,
        enableModelExplainability=FLAG,
        enableOnnxCompatibleModels=FLAG,
        enableStackEnsemble=FLAG,
        enableVoteEnsemble=FLAG,
        ensembleModelDownloadTimeout=DURATION,
        stackEnsembleSettings=record(
            stackMetaLearnerKWargs=FREE, stackMetaLearnerTrainPercentage=NUMBER, stackMetaLearnerType=TEXT
        ),
    )


_FORECASTING = record(
    countryOrRegionForHolidays=TEXT,
    cvStepSize=WHOLE,
    featureLags=choice("None", "Auto"),
    forecastHorizon=_auto_or(value=WHOLE),
    frequency=TEXT,
    seasonality=_auto_or(value=WHOLE),
    shortSeriesHandlingConfig=choice("None", "Auto", "Pad", "Drop"),
    targetAggregateFunction=choice("None", "Sum", "Max", "Min", "Mean"),
    targetLags=_auto_or(values=many(WHOLE)),
    targetRollingWindowSize=_auto_or(value=WHOLE),
    timeColumnName=TEXT,
    timeSeriesIdColumnNames=many(TEXT),
    useStl=choice("None", "Season", "SeasonTrend"),
)

TASK = tagged(
    "taskType",
    Regression=record("trainingData", **_VERTICAL, trainingSettings=_training(_REGRESSORS)),
    Forecasting=record(
        "trainingData", **_VERTICAL, trainingSettings=_training(_FORECASTERS), forecastingSettings=_FORECASTING
    ),
)
