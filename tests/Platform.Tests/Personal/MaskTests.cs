using ShuangJian.Platform.Personal;

namespace ShuangJian.Platform.Tests.Personal;

public sealed class MaskTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("张", "张*")]
    [InlineData("张三", "张*")]
    [InlineData("张小三", "张**")]
    [InlineData("欧阳娜娜", "欧**")]
    [InlineData("𠮷野家", "𠮷**")]
    [InlineData("Maria", "M**")]
    public void Shows_the_first_character_of_a_name(string name, string masked) => Assert.Equal(masked, Mask.Name(name));

    [Theory]
    [InlineData("", "")]
    [InlineData("11010519491231002X", "110105********002X")]
    [InlineData("1234567890", "**********")]
    [InlineData("12345678901", "123456*8901")]
    [InlineData("X", "*")]
    public void Shows_both_ends_of_an_identity_number(string number, string masked) => Assert.Equal(masked, Mask.Identity(number));

    [Theory]
    [InlineData("", "")]
    [InlineData("13812345678", "138******78")]
    [InlineData("12345", "*****")]
    [InlineData("123456", "123*56")]
    public void Shows_both_ends_of_a_telephone_number(string number, string masked) => Assert.Equal(masked, Mask.Phone(number));
}
