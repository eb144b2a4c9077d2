#!/usr/bin/env bash
# Operates the platform through its public API: ./sj --help
set -euo pipefail
home=$(cd "$(dirname "$0")" && pwd)
program=$home/services/Operator/bin/Release/net10.0/sj.dll
if [ ! -f "$program" ]; then
  command -v dotnet >/dev/null || { echo "sj: install the .NET 10 SDK first: https://dot.net" >&2; exit 2; }
  dotnet build "$home/services/Operator" -c Release -v q -nologo >&2 || exit 2
fi
exec dotnet "$program" "$@"
