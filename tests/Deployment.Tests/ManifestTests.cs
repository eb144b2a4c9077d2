using ShuangJian.Platform.Hosting;
using ShuangJian.Testing;

namespace ShuangJian.DeploymentTests;

/// <summary>What every overlay sends to a cluster, held to the code and to what operators rely on.</summary>
public sealed class ManifestTests
{
    public static TheoryData<string> Overlays => Rendering.AllOverlays;

    [RenderedTheory, MemberData(nameof(Overlays))]
    public void Has_a_server_for_every_service_of_the_code_with_all_that_belongs_to_it(string overlay)
    {
        var rendered = Rendering.Overlay(overlay);
        Assert.Equal(Modules.Names.Append("gateway").Order(), rendered.Servers.Select(s => s.Name).Order());
        foreach (var server in rendered.Servers)
        {
            foreach (var kind in (string[])["Service", "ServiceAccount", "HorizontalPodAutoscaler", "PodDisruptionBudget", "NetworkPolicy"]) rendered.The(kind, server.Name);
            Assert.Equal(server.Name, server.Pod.Text("serviceAccountName"));
            Assert.Equal(server.Name, rendered.The("HorizontalPodAutoscaler", server.Name).Node.Text("spec", "scaleTargetRef", "name"));
            // A server whose number is set here and by the autoscaler would be set back at every roll-out.
            Assert.Null(server.Node.At("spec", "replicas"));
            foreach (var selector in new[]
            {
                server.Node.At("spec", "selector", "matchLabels"), rendered.The("Service", server.Name).Node.At("spec", "selector"),
                rendered.The("PodDisruptionBudget", server.Name).Node.At("spec", "selector", "matchLabels"),
                rendered.The("NetworkPolicy", server.Name).Node.At("spec", "podSelector", "matchLabels"),
            }) Assert.True(selector.Words().Count > 0 && selector.Words().All(server.PodLabels.Contains), $"{server}: {selector}");
        }
    }

    [Fact]
    public void No_service_that_has_a_program_is_forgotten() => Assert.Equal(
        Directory.EnumerateDirectories(Path.Combine(Repository.Root, "services")).Where(f => File.Exists(Path.Combine(f, "Service", "Program.cs"))).Select(f => Path.GetFileName(f).ToLowerInvariant()).Order(),
        Modules.Names.Order());

    [RenderedTheory, MemberData(nameof(Overlays))]
    public void Migrates_each_database_by_a_job_of_the_same_image_for_which_the_servers_wait(string overlay)
    {
        var rendered = Rendering.Overlay(overlay);
        Assert.Equal("false", ConfigOf(rendered)["Database__MigrateOnStart"]);
        foreach (var service in Modules.Names)
        {
            var job = rendered.The("Job", $"migrate-{service}");
            var server = rendered.The("Deployment", service);
            Assert.Equal(["--migrate"], Assert.Single(job.Containers).List("args").Select(a => a.ToString()));
            var waits = Assert.Single(server.Pod.List("initContainers"));
            Assert.Equal(["--await-migration"], waits.List("args").Select(a => a.ToString()));
            Assert.Single(job.Containers.Concat(server.Containers).Select(c => c.Text("image")).Distinct());
            Assert.False(rendered.The("Service", service).Node.At("spec", "selector").Words().All(job.PodLabels.Contains), "a migration serves nobody");
        }
    }

    [RenderedTheory, MemberData(nameof(Overlays))]
    public void Asks_no_pod_for_more_than_the_restricted_standard_allows(string overlay)
    {
        var rendered = Rendering.Overlay(overlay);
        Assert.Equal("restricted", rendered.The("Namespace", "shuangjian").Node.Text("metadata", "labels", "pod-security.kubernetes.io/enforce"));
        foreach (var workload in rendered.Workloads)
        {
            foreach (var host in (string[])["hostNetwork", "hostPID", "hostIPC"]) Assert.True(workload.Pod.At(host) is null, $"{workload} {host}");
            Assert.All(workload.Pod.List("volumes"), v => Assert.Null(v.At("hostPath")));
            Assert.Equal("false", workload.Pod.Text("automountServiceAccountToken"));
            Assert.Equal("true", workload.Pod.Text("securityContext", "runAsNonRoot"));
            Assert.Equal("RuntimeDefault", workload.Pod.Text("securityContext", "seccompProfile", "type"));
            Assert.All(workload.Containers, c =>
            {
                Assert.Equal("false", c.Text("securityContext", "allowPrivilegeEscalation"));
                Assert.Equal(["ALL"], c.List("securityContext", "capabilities", "drop").Select(d => d.ToString()));
                Assert.Empty(c.List("securityContext", "capabilities", "add"));
                Assert.NotEqual("true", c.Text("securityContext", "privileged"));
                Assert.Equal("true", c.Text("securityContext", "readOnlyRootFilesystem"));
            });
        }
    }

    [RenderedTheory, MemberData(nameof(Overlays))]
    public void Gives_every_container_an_image_of_a_version_and_a_share_of_the_machine(string overlay)
    {
        foreach (var (workload, container) in Rendering.Overlay(overlay).Workloads.SelectMany(w => w.Containers, (w, c) => (w, c)))
        {
            var image = container.Text("image");
            Assert.Matches(@"^[a-z0-9./-]+:[0-9][A-Za-z0-9._-]*$", image);
            foreach (var what in (string[])["cpu", "memory"])
            {
                var (asked, most) = (Quantity(container.Text("resources", "requests", what)), Quantity(container.Text("resources", "limits", what)));
                Assert.True(asked > 0 && most >= asked, $"{workload} {container.Text("name")} {what}: {asked} of {most}");
            }
        }
    }

    [RenderedTheory, MemberData(nameof(Overlays))]
    public void Probes_every_server_where_the_code_answers(string overlay)
    {
        foreach (var server in Rendering.Overlay(overlay).Servers)
        {
            var app = Assert.Single(server.Pod.List("containers"));
            foreach (var probe in (string[])["startupProbe", "livenessProbe", "readinessProbe"])
            {
                Assert.Equal("8081", app.Text(probe, "grpc", "port"));
                Assert.Equal(probe == "readinessProbe" ? "" : HealthNames.Liveness, app.Text(probe, "grpc", "service"));
            }
            // An end has to leave time for what is in hand, after the time in which others learn of it.
            var before = int.Parse(app.Text("lifecycle", "preStop", "sleep", "seconds"));
            Assert.True(before > 0);
            Assert.True(int.Parse(server.Pod.Text("terminationGracePeriodSeconds")) > before + PlatformHost.LongestEnd.TotalSeconds);
        }
        foreach (var store in Rendering.Overlay(overlay).Of("StatefulSet"))
            foreach (var probe in (string[])["startupProbe", "livenessProbe", "readinessProbe"]) Assert.All(store.Containers, c => Assert.NotNull(c.At(probe)));
    }

    [RenderedTheory, MemberData(nameof(Overlays))]
    public void Names_ports_and_settings_that_the_code_knows(string overlay)
    {
        var rendered = Rendering.Overlay(overlay);
        foreach (var service in rendered.Of("Service"))
        {
            var pods = rendered.Workloads.Where(w => service.Node.At("spec", "selector").Words().All(w.PodLabels.Contains)).ToList();
            var names = Assert.Single(pods).Containers.SelectMany(c => c.List("ports")).ToDictionary(p => p.Text("name"), p => p.Text("containerPort"));
            Assert.All(service.Node.List("spec", "ports"), p => Assert.Equal(p.Text("port"), names[p.Text("targetPort")]));
        }
        var gateway = Assert.Single(rendered.The("Deployment", "gateway").Containers).List("env").ToDictionary(e => e.Text("name"), e => e.Text("value"));
        foreach (var service in Modules.Names)
        {
            var address = new Uri(gateway[$"Gateway__Services__{service}"]);
            Assert.Contains(rendered.The("Service", address.Host).Node.List("spec", "ports"), p => p.Text("port") == $"{address.Port}");
            Assert.Equal(service, address.Host);
        }
        var sources = string.Join('\n', Directory.EnumerateFiles(Repository.Root, "*.cs", SearchOption.AllDirectories)
            .Where(f => (f.Contains("/services/", StringComparison.Ordinal) || f.Contains("/gateway/", StringComparison.Ordinal)) && !f.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText));
        var settings = ConfigOf(rendered).Keys.Concat(gateway.Keys).Where(k => !k.StartsWith("Gateway__Services__", StringComparison.Ordinal) && !k.StartsWith("OTEL_", StringComparison.Ordinal));
        Assert.All(settings, k => Assert.Contains('"' + k.Replace("__", ":", StringComparison.Ordinal) + '"', sources, StringComparison.Ordinal));
    }

    [RenderedFact]
    public void Production_survives_the_loss_of_a_machine_and_fits_its_quota()
    {
        var rendered = Rendering.Overlay("production");
        var quota = rendered.The("ResourceQuota", "shuangjian").Node.At("spec", "hard");
        var (cpu, memory) = (0.0, 0.0);
        foreach (var server in rendered.Servers)
        {
            var scale = rendered.The("HorizontalPodAutoscaler", server.Name).Node;
            Assert.True(int.Parse(scale.Text("spec", "minReplicas")) >= 3);
            Assert.NotEmpty(server.Pod.List("affinity", "podAntiAffinity", "preferredDuringSchedulingIgnoredDuringExecution"));
            Assert.NotEmpty(server.Pod.List("topologySpreadConstraints"));
            Assert.Equal(Assert.Single(rendered.Of("PriorityClass")).Name, server.Pod.Text("priorityClassName"));
            var app = Assert.Single(server.Pod.List("containers"));
            var most = int.Parse(scale.Text("spec", "maxReplicas"));
            cpu += most * Quantity(app.Text("resources", "requests", "cpu"));
            memory += most * Quantity(app.Text("resources", "requests", "memory"));
        }
        Assert.True(cpu <= Quantity(quota.Text("requests.cpu")), $"{cpu} cores");
        Assert.True(memory <= Quantity(quota.Text("requests.memory")), $"{memory / (1 << 30)} GiB");
        Assert.Equal(["api.example", "www.example"], rendered.Of("Ingress").Select(i => Assert.Single(i.Node.List("spec", "tls")).List("hosts").Single().ToString()).Order());
    }

    [RenderedTheory, MemberData(nameof(Overlays))]
    public void Renders_nothing_without_secrets_of_which_none_is_in_git(string overlay)
    {
        var (code, _, errors) = Rendering.Render(overlay, withSecrets: false);
        Assert.NotEqual(0, code);
        Assert.Contains("secrets/", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("kind: Secret", string.Join('\n', Directory.EnumerateFiles(Path.Combine(Repository.Root, "k8s"), "*.yaml", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/secrets/", StringComparison.Ordinal)).Select(File.ReadAllText)), StringComparison.Ordinal);
        var ignored = Rendering.Run("git", null, "-C", Repository.Root, "check-ignore", $"k8s/overlays/{overlay}/secrets/platform.env");
        Assert.Equal(0, ignored.Code);
    }

    internal static IReadOnlyDictionary<string, string> ConfigOf(Rendering rendered)
    {
        var name = Assert.Single(rendered.Of("ConfigMap"), c => c.Name.StartsWith("platform-", StringComparison.Ordinal)).Name;
        // Everybody reads the map of this content, and no other.
        Assert.All(rendered.Servers.Where(s => s.Name != "gateway"), s => Assert.All(s.Containers, c => Assert.Contains(c.List("envFrom"), e => e.Text("configMapRef", "name") == name)));
        return rendered.The("ConfigMap", name).Node.At("data").Words();
    }

    private static double Quantity(string text)
    {
        (string Unit, double Times)[] units = [("Ki", 1L << 10), ("Mi", 1L << 20), ("Gi", 1L << 30), ("m", 0.001)];
        var (unit, times) = units.FirstOrDefault(u => text.EndsWith(u.Unit, StringComparison.Ordinal));
        return double.TryParse(text[..^(unit?.Length ?? 0)], System.Globalization.CultureInfo.InvariantCulture, out var number) ? number * (unit is null ? 1 : times) : 0;
    }
}
