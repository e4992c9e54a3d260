"""다른 엔진과 속도를 견줍니다. numpy와 torch를 읽기 전에 스레드를 하나로 정합니다."""

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS",
              "VECLIB_MAXIMUM_THREADS"):
    os.environ[_name] = "1"
