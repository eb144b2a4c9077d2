using System.Text;
using System.Text.Json.Nodes;

namespace ShuangJian.DeploymentTests;

/// <summary>Every way that is open is one that the configuration goes, and every way that it goes is open, at both ends.</summary>
public sealed class NetworkTests
{
    [RenderedFact]
    public void Within_the_cluster_open_ways_are_those_that_are_gone()
    {
        var rendered = Rendering.Overlay("local");
        var pods = rendered.Workloads.ToList();
        var gone = pods.SelectMany(p => Calls(rendered, p).Select(to => $"{p.Name} > {to}")).Order().Distinct().ToList();
        var open = (from one in pods
                    from other in pods
                    from port in other.Containers.SelectMany(c => c.List("ports"))
                    where Allows(rendered, one, other, port, "Egress") && Allows(rendered, other, one, port, "Ingress")
                    select $"{one.Name} > {other.Name}:{port.Text("containerPort")}").Order().Distinct().ToList();
        Assert.Equal(gone, open);
        // 8 by the gateway and 9 to the collector; database, broker and cache by 8 servers and 8 migrations.
        Assert.True(open.Count >= 17 + 3 * 16, $"only {open.Count}");
    }

    [RenderedTheory, InlineData("to-database", "192.0.2.1/32"), InlineData("to-broker", "192.0.2.2/32"), InlineData("to-broker-management", "192.0.2.2/32"), InlineData("to-cache", "192.0.2.3/32"), InlineData("to-identity", "192.0.2.4/32")]
    public void Out_of_the_cluster_open_ways_are_those_of_the_installation(string policy, string network)
    {
        var rendered = Rendering.Overlay("production");
        Assert.Equal(network, Assert.Single(rendered.The("NetworkPolicy", policy).Node.List("spec", "egress")).List("to").Single().Text("ipBlock", "cidr"));
        Assert.Equal(5, rendered.Of("NetworkPolicy").SelectMany(p => p.Node.List("spec", "egress")).SelectMany(e => e.List("to")).Count(t => t.At("ipBlock") is not null));
    }

    [RenderedTheory, InlineData("local"), InlineData("production")]
    public void Nothing_is_open_that_no_policy_opens(string overlay)
    {
        var deny = Rendering.Overlay(overlay).The("NetworkPolicy", "default-deny").Node.At("spec");
        Assert.Empty(deny.At("podSelector").Words());
        Assert.Equal(["Ingress", "Egress"], deny.List("policyTypes").Select(t => t.ToString()));
        Assert.Null(deny.At("ingress"));
        Assert.Null(deny.At("egress"));
    }

    /// <summary>Where a workload calls, by the settings that it is given.</summary>
    private static IEnumerable<string> Calls(Rendering rendered, Resource workload)
    {
        var settings = SettingsOf(rendered, workload);
        foreach (var (name, value) in settings)
        {
            if (name.StartsWith("Gateway__Services__", StringComparison.Ordinal) || name is "OTEL_EXPORTER_OTLP_ENDPOINT" or "Broker__Address" or "Broker__Management")
                yield return $"{new Uri(value).Host}:{new Uri(value).Port}";
            else if (name == "Database__ConnectionString") yield return $"{value.Split("Host=")[1].Split(';')[0]}:5432";
            else if (name == "Redis__Configuration") yield return value.Split(',')[0];
        }
    }

    private static Dictionary<string, string> SettingsOf(Rendering rendered, Resource workload)
    {
        var settings = new Dictionary<string, string>();
        foreach (var container in workload.Containers.Where(c => c.Text("image").StartsWith("shuangjian/", StringComparison.Ordinal)))
        {
            foreach (var from in container.List("envFrom"))
            {
                if (from.At("configMapRef") is { } map)
                    foreach (var (name, value) in rendered.The("ConfigMap", map.Text("name")).Node.At("data").Words()) settings[name] = value;
                if (from.At("secretRef") is { } secret)
                    foreach (var (name, value) in rendered.The("Secret", secret.Text("name")).Node.At("data").Words()) settings[name] = Encoding.UTF8.GetString(Convert.FromBase64String(value));
            }
            foreach (var one in container.List("env"))
                if (ValueOf(rendered, one) is { } value) settings[one.Text("name")] = value;
        }
        return settings;
    }

    /// <summary>The value of one variable; null when it is taken from where it need not be, and is not.</summary>
    private static string? ValueOf(Rendering rendered, JsonNode one)
    {
        if (one.At("valueFrom", "secretKeyRef") is { } secret)
            return Encoding.UTF8.GetString(Convert.FromBase64String(rendered.The("Secret", secret.Text("name")).Node.Text("data", secret.Text("key"))));
        return one.At("valueFrom", "configMapKeyRef") is { } map ? rendered.The("ConfigMap", map.Text("name")).Node.At("data").Words().GetValueOrDefault(map.Text("key")) : one.Text("value");
    }

    /// <summary>True when a policy of that direction opens the way; the port is that of the pod that is called.</summary>
    private static bool Allows(Rendering rendered, Resource of, Resource other, JsonNode port, string direction)
    {
        var (rules, peers) = direction == "Egress" ? ("egress", "to") : ("ingress", "from");
        return rendered.Of("NetworkPolicy")
            .Where(p => p.Node.List("spec", "policyTypes").Any(t => t.ToString() == direction) && Selects(p.Node.At("spec", "podSelector"), of.PodLabels))
            .SelectMany(p => p.Node.List("spec", rules))
            .Any(rule => rule.List("ports").Any(p => p.Text("port") == port.Text("name") || p.Text("port") == port.Text("containerPort"))
                && rule.List(peers).Any(peer => peer.At("namespaceSelector") is null && peer.At("podSelector") is { } selector && Selects(selector, other.PodLabels)));
    }

    private static bool Selects(JsonNode? selector, IReadOnlyDictionary<string, string> labels) =>
        selector.At("matchLabels").Words().All(labels.Contains)
        && selector.List("matchExpressions").All(e => e.List("values").Any(v => labels.GetValueOrDefault(e.Text("key")) == v.ToString()));
}
