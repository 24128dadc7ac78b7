{{- define "remora.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" }}
{{- end }}

{{- define "remora.fullname" -}}
{{- $name := include "remora.name" . }}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" }}
{{- else if contains $name .Release.Name }}
{{- .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- /* The name of a part's objects: (list $ "exporter") */ -}}
{{- define "remora.part" -}}
{{- printf "%s-%s" (include "remora.fullname" (first .)) (last .) }}
{{- end }}

{{- define "remora.selector" -}}
{{- $root := first . -}}
app.kubernetes.io/name: {{ include "remora.name" $root | quote }}
app.kubernetes.io/instance: {{ $root.Release.Name | quote }}
app.kubernetes.io/component: {{ index . 1 | quote }}
{{- end }}

{{- define "remora.ownLabels" -}}
{{- $root := first . -}}
{{ include "remora.selector" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service | quote }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" | quote }}
{{- end }}

{{- /* The labels of an object: (list $ "exporter"), or with more: (list $ "exporter" .podLabels). No key stands twice. */ -}}
{{- define "remora.labels" -}}
{{ include "remora.ownLabels" . }}
{{- $more := dict }}
{{- if gt (len .) 2 }}{{ $more = default dict (index . 2) }}{{ end }}
{{- with merge dict $more (default dict (first .).Values.commonLabels) }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "remora.image" -}}
{{- $root := first . -}}
{{- $image := last . -}}
{{- if $image.digest -}}
{{ $image.repository }}@{{ $image.digest }}
{{- else -}}
{{ $image.repository }}:{{ default $root.Chart.AppVersion $image.tag }}
{{- end }}
{{- end }}

{{- define "remora.containerSecurity" -}}
readOnlyRootFilesystem: true
allowPrivilegeEscalation: false
capabilities:
  drop: [ALL]
{{- end }}

{{- define "remora.podSecurity" -}}
runAsNonRoot: true
{{- if not (kindIs "invalid" .) }}
runAsUser: {{ int64 . }}
runAsGroup: {{ int64 . }}
fsGroup: {{ int64 . }}
{{- end }}
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- /* Rather two on one node than one alone. */ -}}
{{- define "remora.spread" -}}
topologySpreadConstraints:
{{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "remora.selector" $ | nindent 8 }}
{{- end }}
{{- end }}

{{- define "remora.placement" -}}
{{- with .nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .priorityClassName }}
priorityClassName: {{ . | quote }}
{{- end }}
{{- end }}

{{- define "remora.exporterAccount" -}}
{{- $account := .Values.exporter.serviceAccount -}}
{{- if $account.create }}
{{- default (include "remora.part" (list . "exporter")) $account.name }}
{{- else }}
{{- default "default" $account.name }}
{{- end }}
{{- end }}

{{- /* Of disruption budgets, which have been in v1 since 1.21. */ -}}
{{- define "remora.policyVersion" -}}
policy/v1{{ if semverCompare "<1.21-0" .Capabilities.KubeVersion.Version }}beta1{{ end }}
{{- end }}
