using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Institutions;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;
using ShuangJian.Protos.Custody.V1;
using ShuangJian.Protos.Monitoring.V1;
using Spectre.Console;
using EducationStage = ShuangJian.Protos.Institution.V1.EducationStage;
using Institution = ShuangJian.Institutions.Domain.Institution;
using Training = ShuangJian.Protos.Monitoring.V1;
using TrainingCategory = ShuangJian.Protos.Institution.V1.TrainingCategory;

namespace ShuangJian.Standalone;

/// <summary>
/// Gives one sample institution of each jurisdiction prepaid money, lessons, fees, contracts and advertisements, two of them
/// a risk, by the same calls as anybody's. It runs after the platform is ready and notes which institutions are done, so
/// that the next start goes on where this one was stopped. Its pupils are numbers of a range that no authority gives.
/// </summary>
internal sealed class SampleMoney(CallInvoker platform, Institution institution, int number, DateOnly day)
{
    private const string Secret = "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a";
    private const int Contracts = 3;
    private const int Lessons = 12;
    private const long LessonFen = 80_00;

    private static readonly string[] Texts = ["每周六上午上课，每班十五人，共十二课时", "签约保过，不过退款"];

    private static string MarkFile => Path.Combine(StandaloneHost.DataFolder, "samples");

    private string Bank => UnifiedSocialCreditCode.Complete($"91{institution.Division}", $"XX90{number:D4}");

    /// <summary>Goes on with what is not loaded yet; does nothing where there are no sample institutions.</summary>
    /// <param name="services">The services of the platform.</param>
    /// <param name="address">Where they are called.</param>
    /// <param name="cancellation">Ends it; the next start goes on.</param>
    public static async Task LoadAsync(IServiceProvider services, string address, CancellationToken cancellation)
    {
        try
        {
            var today = services.GetRequiredService<TimeProvider>().Today();
            // The first line keeps the day, so that what is sent again after another start is the same.
            var marks = File.Exists(MarkFile) ? await File.ReadAllLinesAsync(MarkFile, cancellation) : [];
            if (marks.Length == 0) await File.WriteAllTextAsync(MarkFile, $"{today:yyyy-MM-dd}\n", cancellation);
            var day = marks.Length > 0 ? DateOnly.Parse(marks[0], CultureInfo.InvariantCulture) : today;
            using var channel = GrpcChannel.ForAddress(address);
            var left = (await FirstOfEachAsync(services, cancellation)).Select((institution, i) => (institution, i)).Where(s => !marks.Contains(s.institution.Code)).ToList();
            foreach (var (institution, i) in left)
            {
                await new SampleMoney(channel.CreateCallInvoker(), institution, i, day).TellAsync(cancellation);
                await File.AppendAllTextAsync(MarkFile, $"{institution.Code}\n", cancellation);
            }
            if (left.Count > 0) AnsiConsole.MarkupLine("[grey]  示例资金、合同、广告与风险已载入 sample money, contracts, advertisements and risks are loaded[/]");
        }
        catch (Exception e) when (e is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled or StatusCode.Unavailable })
        {
            // The platform stops; the next start goes on.
        }
        catch (RpcException e)
        {
            // Samples are no reason to stop a platform that is ready; the next start tries again.
            AnsiConsole.MarkupLineInterpolated($"[grey]  示例资金数据未能全部载入 sample money is not complete: {e.StatusCode} {e.Status.Detail}[/]");
        }
    }

    private static async Task<IReadOnlyList<Institution>> FirstOfEachAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<InstitutionsDb>>().CreateDbContextAsync(cancellation);
        var samples = await db.Institutions.AsNoTracking().Where(i => i.Sample).ToListAsync(cancellation);
        return [.. samples.Where(i => Law.Current.Divisions.IsLowest(DivisionCode.Parse(i.Division))).OrderBy(i => i.Code, StringComparer.Ordinal).GroupBy(i => i.Division[..2]).Select(g => g.First())];
    }

    private async Task TellAsync(CancellationToken cancellation)
    {
        await MoneyAsync(cancellation);
        await FeesAsync(cancellation);
        await AdvertisementsAsync(cancellation);
        if (number < 2) await RiskAsync(red: number == 1, cancellation);
    }

    /// <summary>A special account, contracts that are paid for, and lessons, of which families have confirmed some.</summary>
    private async Task MoneyAsync(CancellationToken cancellation)
    {
        var agreement = (await new AgreementService.AgreementServiceClient(platform).OpenAgreementAsync(new()
        {
            RequestId = Id("agreement"),
            Agreement = new Agreement
            {
                Division = institution.Division, InstitutionId = $"{institution.Id}", InstitutionCode = institution.Code, BankCode = Bank, AccountNumber = $"62000000{number:D8}",
                SignedOn = Day(-60), Mode = CustodyMode.BankCustody, Release = ReleaseMode.PerLesson,
            },
        }, Officer, cancellationToken: cancellation)).Agreement;
        var (contracts, bank) = (new Protos.Custody.V1.ContractService.ContractServiceClient(platform), new BankService.BankServiceClient(platform));
        var ids = new List<string>();
        for (var i = 0; i < Contracts; i++)
        {
            var contract = (await contracts.RegisterContractAsync(new()
            {
                RequestId = Id($"contract/{i}"), PupilIdentityNumber = Pupil(i), FamilySecret = Secret,
                Contract = new Contract
                {
                    AgreementId = agreement.AgreementId, ContractNumber = $"示例合同{number:D2}-{i:D3}", Lessons = Lessons, TotalFen = Lessons * LessonFen,
                    StartsOn = Day(-30), EndsOn = Day(50), Charges = { new Charge { DueOn = Day(-30), AmountFen = Lessons * LessonFen } },
                },
            }, Owner, cancellationToken: cancellation)).Contract;
            ids.Add(contract.ContractId);
            await bank.NotifyDepositAsync(new()
            {
                RequestId = Id($"deposit/{i}"), ContractId = contract.ContractId, AmountFen = Lessons * LessonFen, BankReference = $"示例{number:D2}-{i:D3}", BookedOn = Day(-29),
            }, As("BANK", Bank), cancellationToken: cancellation);
        }
        var taught = await contracts.ReportLessonsAsync(
            new() { RequestId = Id("lessons"), AgreementId = agreement.AgreementId, ContractIds = { ids }, TaughtOn = Day(-1) }, Owner, cancellationToken: cancellation);
        await new FamilyService.FamilyServiceClient(platform).AnswerLessonAsync(new()
        {
            RequestId = Id("answer"), ContractId = taught.Lessons[0].ContractId, LessonId = taught.Lessons[0].LessonId, FamilySecret = Secret, Taught = true,
        }, cancellationToken: cancellation);
    }

    /// <summary>A fee standard, and a contract that keeps to it.</summary>
    private async Task FeesAsync(CancellationToken cancellation)
    {
        await new FeeService.FeeServiceClient(platform).FileFeeStandardAsync(new()
        {
            RequestId = Id("fee"),
            FeeStandard = new FeeStandard
            {
                Division = institution.Division, InstitutionId = $"{institution.Id}", InstitutionCode = institution.Code, CourseId = Id("course"), Title = "示例课程",
                Category = Category, Stages = { EducationStage.Primary }, ClassSizeFrom = 1, ClassSizeTo = 15, LessonMinutes = 45, Lessons = Lessons, LessonFen = LessonFen,
                Costs = { new CostItem { Name = "教师课酬", LessonFen = 60_00 } }, RefundStandard = "未消课时全额退还", EffectiveFrom = Day(-60),
            },
        }, Owner, cancellationToken: cancellation);
        await new Training.ContractService.ContractServiceClient(platform).RecordContractAsync(new()
        {
            RequestId = Id("training-contract"),
            Contract = new TrainingContract
            {
                Division = institution.Division, InstitutionId = $"{institution.Id}", InstitutionCode = institution.Code, Number = $"示例合同{number:D2}-000", ModelText = ModelText.National,
                Parties = new ContractParties { PupilName = "示例学员001", PupilIdentityNumber = Pupil(0), GuardianName = "示例监护人001", GuardianPhone = "13800000000" },
                Category = Category, Stages = { EducationStage.Primary }, Subject = "示例课程", SignedOn = Day(-30), StartsOn = Day(-29), EndsOn = Day(50),
                Lessons = Lessons, TotalFen = Lessons * LessonFen,
                Charges =
                {
                    new ContractCharge
                    {
                        ChargedOn = Day(-29), CoversFrom = Day(-29), CoversTo = Day(50), Lessons = Lessons, AmountFen = Lessons * LessonFen,
                        Method = PaymentMethod.SpecialAccount, ReceiptNumber = $"示例票据{number:D2}",
                    },
                },
            },
        }, Owner, cancellationToken: cancellation);
    }

    /// <summary>One against which nothing stands, and one that guarantees results.</summary>
    private async Task AdvertisementsAsync(CancellationToken cancellation)
    {
        var client = new AdvertisementService.AdvertisementServiceClient(platform);
        foreach (var (text, i) in Texts.Select((text, i) => (text, i)))
        {
            await client.ReportAdvertisementAsync(new()
            {
                RequestId = Id($"advertisement/{i}"),
                Advertisement = new Advertisement
                {
                    Division = institution.Division, InstitutionId = $"{institution.Id}", InstitutionCode = institution.Code, AdvertiserName = institution.Name, Category = Category,
                    Source = AdvertisementSource.Patrol, Channel = AdvertisementChannel.OwnPremises, Placement = "门店橱窗", SeenOn = Day(-2), Text = text,
                },
            }, Officer, cancellationToken: cancellation);
        }
    }

    /// <summary>Half of what is owed is covered, a yellow warning; with complaints and a lease that ends, a red one.</summary>
    private async Task RiskAsync(bool red, CancellationToken cancellation)
    {
        var request = new PutRiskInputsRequest
        {
            RequestId = Id("risk"), Division = institution.Division, InstitutionId = $"{institution.Id}", InstitutionCode = institution.Code,
            Inputs =
            {
                new RiskInput { Kind = RiskInputKind.Obligations, Value = 100_000_00, ObservedOn = Day(0) },
                new RiskInput { Kind = RiskInputKind.Balance, Value = 45_000_00, ObservedOn = Day(0) },
            },
        };
        if (red)
        {
            request.Inputs.Add(new RiskInput { Kind = RiskInputKind.Complaints, Value = 12, ObservedOn = Day(0) });
            request.Inputs.Add(new RiskInput { Kind = RiskInputKind.LeaseEnds, Day = Day(20), ObservedOn = Day(0) });
        }
        await new RiskService.RiskServiceClient(platform).PutRiskInputsAsync(request, Officer, cancellationToken: cancellation);
    }

    private TrainingCategory Category => Enum.Parse<TrainingCategory>($"{institution.Category}");

    private Metadata Officer => As("REGULATOR", "EDUCATION");

    private Metadata Owner => As("INSTITUTION", institution.Code);

    private Metadata As(string audience, string third) =>
        new() { { "authorization", $"Bearer {TokenCommand.Sign(audience, institution.Division, third, subject: "sample-data", hours: 1)}" } };

    private string Day(int days) => $"{day.AddDays(days):yyyy-MM-dd}";

    /// <summary>The same identifier for the same matter at every start, so that nothing is told twice.</summary>
    private string Id(string what)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"sample/{institution.Code}/{what}"))[..16];
        (bytes[6], bytes[8]) = ((byte)((bytes[6] & 0x0F) | 0x80), (byte)((bytes[8] & 0x3F) | 0x80));
        return $"{new Guid(bytes, bigEndian: true)}";
    }

    /// <summary>A well-formed number of a county that does not exist.</summary>
    private string Pupil(int pupil) => ResidentIdentity.Complete($"11999920150101{number * 10 + pupil:D3}");
}
