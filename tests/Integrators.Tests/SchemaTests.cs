using ShuangJian.Platform.Data;
using ShuangJian.Testing;

namespace ShuangJian.Integrators.Tests;

public sealed class SchemaTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    [InlineData(DatabaseProvider.SqlServer)]
    public void Migrations_and_scripts_say_what_the_model_says(DatabaseProvider provider) =>
        Assert.Null(Schema.Problem<IntegratorsDb>(provider, "Integrators"));
}
