using System.Text.Json;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Personal;
using ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>The legal representative while it is in the open: between the caller and the cipher.</summary>
internal sealed record Representative(string Name, string IdentityNumber, string Phone)
{
    public static Representative Of(Person person) => new(person.Name, person.IdentityNumber, person.Phone);

    public static Representative Unseal(string cipher, PersonalData protector) =>
        JsonSerializer.Deserialize<Representative>(protector.Reveal(cipher))!;

    public SealedPerson Seal(PersonalData protector) =>
        new(protector.Protect(JsonSerializer.Serialize(this)), protector.Hash(IdentityNumber));

    public Person ToProto() => new() { Name = Name, IdentityNumber = IdentityNumber, Phone = Phone };

    public Person ToMaskedProto() => new() { Name = Mask.Name(Name), IdentityNumber = Mask.Identity(IdentityNumber), Phone = Mask.Phone(Phone) };

    // A record would print its members; this one must never appear in a log.
    public override string ToString() => nameof(Representative);
}
