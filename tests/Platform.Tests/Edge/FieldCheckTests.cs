using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Tests.Wire;

namespace ShuangJian.Platform.Tests.Edge;

/// <summary>Every form and limit of the field options, on both sides.</summary>
public sealed class FieldCheckTests
{
    private const string Uuid = "0190a000-0000-7000-8000-00000000000f";

    [Theory]
    [InlineData("plain", "课后服务 after-school")]
    [InlineData("plain", "𠮷")]
    [InlineData("text", "one\nline\r\nand\tanother")]
    [InlineData("division", "530102")]
    [InlineData("division", "331081")]
    [InlineData("division", "530100")]
    [InlineData("division", "530000")]
    [InlineData("division", "000000")]
    [InlineData("credit_code", "91350100M000100Y43")]
    [InlineData("identity", "11010519491231002X")]
    [InlineData("uuid", Uuid)]
    [InlineData("date", "2021-07-24")]
    [InlineData("date", "2024-02-29")]
    [InlineData("date", "1900-01-01")]
    [InlineData("date", "2200-12-31")]
    [InlineData("phone", "13812345678")]
    [InlineData("phone", "0871-63165678")]
    [InlineData("phone", "01012345678")]
    [InlineData("phone", "0105123456")]
    [InlineData("identifier", "A-1")]
    [InlineData("sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("opaque", "\"7\"")]
    [InlineData("short", "ab")]
    [InlineData("short", "abcd")]
    [InlineData("short", "𠮷𠮷")]
    public void Accepts_a_text_of_its_form(string field, string value) => Assert.Empty(ProblemsOf(With(field, value)));

    [Theory]
    [InlineData("plain", "two\nlines")]
    [InlineData("plain", "a\tb")]
    [InlineData("plain", "nul\0")]
    [InlineData("plain", "zero\u200Bwidth")]
    [InlineData("plain", "right\u202Eto left")]
    [InlineData("plain", "line\u2028separator")]
    [InlineData("plain", "next\u0085line")]
    [InlineData("plain", "   ")]
    [InlineData("plain", "bad \uFFFD")]
    [InlineData("text", "bell\a")]
    [InlineData("text", "\n\n")]
    [InlineData("division", "530199")]
    [InlineData("division", "53010")]
    [InlineData("division", "5301020")]
    [InlineData("division", "53010x")]
    [InlineData("division", "５３０１０２")]
    [InlineData("division", "000100")]
    [InlineData("credit_code", "91350100M000100Y44")]
    [InlineData("credit_code", "91350100m000100y43")]
    [InlineData("identity", "110105194912310020")]
    [InlineData("identity", "11010519491331002X")]
    [InlineData("identity", "11010519491231002")]
    [InlineData("uuid", "0190A000-0000-7000-8000-00000000000F")]
    [InlineData("uuid", "0190a00000007000800000000000000f")]
    [InlineData("uuid", "{190a000-0000-7000-8000-00000000000}")]
    [InlineData("uuid", "0x90a000-0000-7000-8000-00000000000f")]
    [InlineData("uuid", "+190a000-0000-7000-8000-00000000000f")]
    [InlineData("uuid", Uuid + "\n")]
    [InlineData("date", "2023-02-29")]
    [InlineData("date", "2021-7-24")]
    [InlineData("date", "1899-12-31")]
    [InlineData("date", "2201-01-01")]
    [InlineData("date", "20210724")]
    [InlineData("phone", "12812345678")]
    [InlineData("phone", "1381234567")]
    [InlineData("phone", "138123456789")]
    [InlineData("phone", "+8613812345678")]
    [InlineData("phone", "1３812345678")]
    [InlineData("identifier", "-a")]
    [InlineData("identifier", "a/b")]
    [InlineData("identifier", "标识")]
    [InlineData("sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85")]
    [InlineData("sha256", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    [InlineData("opaque", "a\nb")]
    [InlineData("short", "a")]
    [InlineData("short", "abcde")]
    [InlineData("short", "𠮷𠮷𠮷")]
    public void Rejects_a_text_that_is_not_of_its_form(string field, string value) =>
        Assert.Equal([field], ProblemsOf(With(field, value)));

    [Theory]
    [InlineData("plain", 200)]
    [InlineData("text", 200)]
    [InlineData("identifier", 80)]
    public void Accepts_the_longest_text_and_rejects_one_more(string field, int most)
    {
        Assert.Empty(ProblemsOf(With(field, new string('a', most))));
        Assert.Equal([field], ProblemsOf(With(field, new string('a', most + 1))));
    }

    [Theory]
    [InlineData("number", -1, 10)]
    [InlineData("amount", 0, 9_000_000_000)]
    [InlineData("size", 0, 10)]
    public void Accepts_both_ends_of_a_range_and_rejects_what_lies_beyond(string field, long least, long most)
    {
        Assert.Empty(ProblemsOf(With(field, least)));
        Assert.Empty(ProblemsOf(With(field, most)));
        Assert.Equal([field], ProblemsOf(With(field, most + 1)));
        if (field != "size") Assert.Equal([field], ProblemsOf(With(field, least - 1)));
    }

    [Fact]
    public void Rejects_the_greatest_number_there_is() => Assert.Equal(["size"], ProblemsOf(new Forms { Size = ulong.MaxValue }));

    [Theory]
    [InlineData(-62_135_596_800, 0, true)]
    [InlineData(253_402_300_799, 999_999_999, true)]
    [InlineData(-62_135_596_801, 0, false)]
    [InlineData(253_402_300_800, 0, false)]
    [InlineData(0, -1, false)]
    [InlineData(0, 1_000_000_000, false)]
    public void Takes_only_instants_that_there_are(long seconds, int nanos, bool accepted) => Assert.Equal(
        accepted ? [] : ["time"], ProblemsOf(new Forms { Time = new Timestamp { Seconds = seconds, Nanos = nanos } }));

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Limits_bytes(int count, bool accepted) =>
        Assert.Equal(accepted ? [] : ["blob"], ProblemsOf(new Forms { Blob = ByteString.CopyFrom(new byte[count]) }));

    [Fact]
    public void Rejects_an_enum_value_that_it_does_not_know() => Assert.Equal(["color"], ProblemsOf(new Forms { Color = (Color)99 }));

    [Fact]
    public void Rejects_unknown_and_empty_items_of_lists() => Assert.Equal(
        ["colors[1]", "colors[2]", "words[0]"],
        ProblemsOf(new Forms { Colors = { Color.Red, (Color)99, Color.Unspecified }, Words = { "", "word" } }));

    [Fact]
    public void Rejects_a_list_that_is_too_long()
    {
        Assert.Empty(ProblemsOf(new Forms { Ids = { Uuid, Uuid } }));
        Assert.Equal(["ids"], ProblemsOf(new Forms { Ids = { Uuid, Uuid, Uuid } }));
        Assert.Empty(ProblemsOf(new Forms { Words = { Enumerable.Repeat("w", 100) } }));
        Assert.Equal(["words"], ProblemsOf(new Forms { Words = { Enumerable.Repeat("w", 101) } }));
    }

    [Fact]
    public void Names_the_path_of_nested_and_repeated_fields()
    {
        var request = new Forms
        {
            Inner = new Forms { Inner = new Forms { Date = "never" } },
            List = { new Forms(), new Forms { Ids = { Uuid, "none" }, List = { new Forms { Phone = "1" } } } },
        };
        Assert.Equal(["inner.inner.date", "list[1].ids[1]", "list[1].list[0].phone"], ProblemsOf(request));
    }

    [Fact]
    public void Asks_for_everything_that_is_required()
    {
        Assert.Equal(["strict.color", "strict.list", "strict.message", "strict.number", "strict.text"], ProblemsOf(new Forms { Strict = new Strict() }));
        Assert.Empty(ProblemsOf(new Forms
        {
            Strict = new Strict { Text = "t", Message = new Notice(), Color = Color.Red, List = { "item" }, Number = 0 },
        }));
    }

    [Fact]
    public void Ignores_what_the_platform_sets_itself() =>
        Assert.Empty(ProblemsOf(new CreateNoteRequest { RequestId = Uuid, Note = new Note { NoteId = "\0", Division = "530102", Title = "t" } }));

    [Fact]
    public void Tells_so_much_of_a_hopeless_request_that_every_client_can_read_it()
    {
        var request = new Forms();
        for (var i = 0; i < 100; i++)
            request.List.Add(new Forms { Words = { Enumerable.Repeat("\0", 100) }, Ids = { "x", "y" }, Division = "x", Phone = "x" });

        var rejection = Assert.Throws<Rejection>(() => FieldChecks.Of(Forms.Descriptor).Check(request));
        Assert.InRange(rejection.Fields.Count, 10, 20);
        var trailers = rejection.ToRpc();
        Assert.InRange(trailers.Trailers.Sum(t => t.ValueBytes.Length * 4 / 3) + Uri.EscapeDataString(trailers.Status.Detail).Length, 1, 8 * 1024);
    }

    private static Forms With(string field, object value)
    {
        var forms = new Forms();
        var descriptor = Forms.Descriptor.FindFieldByName(field);
        descriptor.Accessor.SetValue(forms, value is long number
            ? Convert.ChangeType(number, descriptor.FieldType switch
            {
                Google.Protobuf.Reflection.FieldType.Int32 => typeof(int),
                Google.Protobuf.Reflection.FieldType.UInt64 => typeof(ulong),
                _ => typeof(long),
            })
            : value);
        return forms;
    }

    private static string[] ProblemsOf(IMessage request)
    {
        try
        {
            FieldChecks.Of(request.Descriptor).Check(request);
            return [];
        }
        catch (Rejection rejection)
        {
            Assert.Equal("FIELD_INVALID", rejection.Reason);
            return [.. rejection.Fields.Select(f => f.Field).Order(StringComparer.Ordinal)];
        }
    }
}
