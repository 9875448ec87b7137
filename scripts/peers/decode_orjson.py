"""The peer of BenchDecode: parses one document over and over with orjson into objects and prints the seconds
and the CPU seconds that it took. Usage: decode_orjson.py FILE TIMES
"""

import sys
import time

import orjson

with open(sys.argv[1], "rb") as file:
    document = file.read()
start, start_cpu = time.perf_counter(), time.process_time()
for _ in range(int(sys.argv[2])):
    orjson.loads(document)
print(time.perf_counter() - start, time.process_time() - start_cpu)
