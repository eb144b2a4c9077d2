using System.Data;
using Microsoft.Data.SqlClient;
using Microsoft.SqlServer.Server;
using Xunit;

namespace ShuangJian.Compat.Tests;

public sealed class SqlServerTests
{
    [Theory]
    [InlineData(7, SqlDbType.Int)]
    [InlineData("双减", SqlDbType.NVarChar)]
    [InlineData(true, SqlDbType.Bit)]
    public void A_parameter_infers_its_type(object value, SqlDbType type)
    {
        using var command = new SqlCommand("SELECT @value");
        command.Parameters.AddWithValue("@value", value);

        Assert.Equal(type, command.Parameters[0].SqlDbType);
    }

    [Fact]
    public void A_user_defined_type_says_how_it_is_stored()
    {
        var attribute = (SqlUserDefinedTypeAttribute)Attribute.GetCustomAttribute(
            typeof(Point), typeof(SqlUserDefinedTypeAttribute))!;

        Assert.Equal((Format.UserDefined, 8, "Point"), (attribute.Format, attribute.MaxByteSize, attribute.Name));
        Assert.Equal((0, 1, 2), ((int)Format.Unknown, (int)Format.Native, (int)Format.UserDefined));
        Assert.Contains(nameof(Point), InvalidUdtException.Create(typeof(Point), "no").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_size_of_an_aggregate_is_bounded()
    {
        var attribute = new SqlUserDefinedAggregateAttribute(Format.Native) { MaxByteSize = -1 };

        Assert.Equal(-1, attribute.MaxByteSize);
        Assert.Throws<ArgumentOutOfRangeException>(() => attribute.MaxByteSize = 8001);
        Assert.Throws<ArgumentOutOfRangeException>(() => attribute.MaxByteSize = -2);
    }

    [SqlUserDefinedType(Format.UserDefined, MaxByteSize = 8, Name = "Point")]
    private sealed class Point : IBinarySerialize
    {
        public void Read(BinaryReader r) => r.ReadInt64();

        public void Write(BinaryWriter w) => w.Write(0L);
    }
}
