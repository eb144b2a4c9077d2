using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using ShuangJian.Platform.Data;
using ShuangJian.Testing;

namespace ShuangJian.Platform.Tests.Data;

/// <summary>An error of a database is the fault of the storage, of a collision, or of the statement; each is answered in another way.</summary>
public sealed class ProviderErrorsTests
{
    [Theory]
    [InlineData("23505", true, false, false)]
    [InlineData("40001", false, true, false)]
    [InlineData("40P01", false, true, false)]
    [InlineData("57P01", false, false, true)]
    [InlineData("08006", false, false, true)]
    [InlineData("53300", false, false, true)]
    [InlineData("22001", false, false, false)]
    [InlineData("23503", false, false, false)]
    public void Tells_the_errors_of_PostgreSQL_apart(string state, bool unique, bool collision, bool storage) =>
        Expect(new PostgresException("m", "ERROR", "ERROR", state), unique, collision, storage);

    [Theory]
    [InlineData(19, 1555, true, false, false)]
    [InlineData(19, 2067, true, false, false)]
    [InlineData(19, 787, false, false, false)]
    [InlineData(10, 10, false, false, true)]
    [InlineData(13, 13, false, false, true)]
    [InlineData(14, 14, false, false, true)]
    [InlineData(1, 1, false, false, false)]
    public void Tells_the_errors_of_SQLite_apart(int code, int extended, bool unique, bool collision, bool storage) =>
        Expect(new SqliteException("m", code, extended), unique, collision, storage);

    [Theory]
    [InlineData(2601, 14, true, false, false)]
    [InlineData(2627, 14, true, false, false)]
    [InlineData(1205, 13, false, true, false)]
    [InlineData(547, 16, false, false, false)]
    [InlineData(2628, 16, false, false, false)]
    [InlineData(-2, 11, false, false, true)]
    [InlineData(4060, 11, false, false, true)]
    [InlineData(10054, 20, false, false, true)]
    [InlineData(1105, 17, false, false, true)]
    public void Tells_the_errors_of_SQL_Server_apart(int number, byte level, bool unique, bool collision, bool storage) =>
        Expect(SqlServerError(number, level), unique, collision, storage);

    [Fact]
    public async Task Takes_a_SQL_Server_that_is_not_there_for_a_failure_of_storage()
    {
        await using var connection = new SqlConnection(
            $"Server=127.0.0.1,{PrivateServer.FreePort()};User Id=x;Password=x;Connect Timeout=1;Encrypt=false;ConnectRetryCount=0");
        var error = await Assert.ThrowsAnyAsync<Exception>(() => connection.OpenAsync());
        Assert.True(error.IsStorageFailure(), error.ToString());
    }

    private static void Expect(Exception inner, bool unique, bool collision, bool storage)
    {
        var error = new DbUpdateException("m", inner);
        Assert.Equal((unique, collision, storage), (error.IsUniqueViolation(), error.IsCollision(), error.IsStorageFailure() && !error.IsCollision()));
    }

    /// <summary>The driver gives no other way to make one of its exceptions.</summary>
    private static SqlException SqlServerError(int number, byte level)
    {
        const System.Reflection.BindingFlags Hidden = System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance;
        var error = typeof(SqlError).GetConstructors(Hidden).OrderBy(c => c.GetParameters().Length).First() is { } constructor
            ? constructor.Invoke([.. constructor.GetParameters().Select(p => p.Name switch
            {
                "infoNumber" => number,
                "errorClass" => (object)level,
                _ when p.ParameterType == typeof(string) => "m",
                _ when p.HasDefaultValue => p.DefaultValue!,
                _ => p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType)! : null!,
            })])
            : throw new MissingMethodException(nameof(SqlError));
        var errors = (SqlErrorCollection)Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        typeof(SqlErrorCollection).GetMethod("Add", Hidden)!.Invoke(errors, [error]);
        var create = typeof(SqlException).GetMethod("CreateException", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static,
            [typeof(SqlErrorCollection), typeof(string)])!;
        return (SqlException)create.Invoke(null, [errors, "16.0"])!;
    }
}
